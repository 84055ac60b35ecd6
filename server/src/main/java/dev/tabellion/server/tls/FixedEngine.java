package dev.tabellion.server.tls;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * An engine whose protocols and ciphers are its context's, and never Tomcat's, which would set them
 * anew for every connection at a tenth of a handshake's price.
 */
final class FixedEngine extends PassingEngine {

    FixedEngine(SSLEngine engine) {
        super(engine);
    }

    @Override
    public void setEnabledCipherSuites(String[] suites) {
        // the context's
    }

    @Override
    public void setEnabledProtocols(String[] protocols) {
        // the context's
    }

    @Override
    public SSLParameters getSSLParameters() {
        return new SSLParameters();
    }

    @Override
    public void setSSLParameters(SSLParameters parameters) {
        // the context's
    }

    @Override
    public void setUseClientMode(boolean client) {
        if (client) {
            throw new IllegalArgumentException("this is a server's engine");
        }
    }

    @Override
    public boolean getUseClientMode() {
        return false;
    }

    @Override
    public void setNeedClientAuth(boolean need) {
        // never asked for
    }

    @Override
    public boolean getNeedClientAuth() {
        return false;
    }

    @Override
    public void setWantClientAuth(boolean want) {
        // never asked for
    }

    @Override
    public boolean getWantClientAuth() {
        return false;
    }
}
