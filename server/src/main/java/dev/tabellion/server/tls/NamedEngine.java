package dev.tabellion.server.tls;

import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * A client's engine that takes the other side for nobody but one name, wherever it was reached. The
 * check itself is the JDK's for HTTPS, which no caller can switch off here.
 */
final class NamedEngine extends PassingEngine {
    private final String name;

    /**
     * @param engine made for a peer of that name
     */
    NamedEngine(SSLEngine engine, String name) {
        super(engine);
        this.name = name;
    }

    @Override
    public void setSSLParameters(SSLParameters parameters) {
        parameters.setServerNames(List.of(new SNIHostName(name)));
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        super.setSSLParameters(parameters);
    }
}
