package dev.tabellion.server.tls;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** The authorities in a PEM file, for a client that believes them and nobody else. */
public final class BelievedAuthorities {
    private BelievedAuthorities() {}

    /**
     * The beginning of a client.
     *
     * @param file null for whom the JDK believes
     */
    public static HttpClient.Builder client(@Nullable Path file) {
        HttpClient.Builder client = HttpClient.newBuilder();
        return file == null ? client : client.sslContext(of(file));
    }

    public static SSLContext of(Path file) {
        try {
            var believed = KeyStore.getInstance(KeyStore.getDefaultType());
            believed.load(null, null);
            for (var certificate : GivenPem.chain(file)) {
                believed.setCertificateEntry(
                        certificate.getSerialNumber() + "-" + believed.size(), certificate);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(believed);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("believing the authorities in " + file, e);
        }
    }
}
