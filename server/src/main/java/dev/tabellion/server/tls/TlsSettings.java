package dev.tabellion.server.tls;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The operator's own certificate, if there is one.
 *
 * @param cert PEM file with the server's certificate and its chain
 * @param key PEM file with its private key
 */
@ConfigurationProperties("tabellion.tls")
public record TlsSettings(@Nullable Path cert, @Nullable Path key) {

    public TlsSettings {
        if ((cert == null) != (key == null)) {
            throw new IllegalArgumentException(
                    "tabellion.tls.cert and tabellion.tls.key (--tls-cert and --tls-key) go"
                            + " together, and only one of them is given");
        }
    }
}
