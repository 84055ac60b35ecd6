import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Where a system listens and which CA vouches for it; never trusts a certificate because it is
 * there.
 */
record Endpoint(int port, SSLContext tls) {

    static Endpoint of(int port, Path ca) {
        try (InputStream pem = Files.newInputStream(ca)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int number = 0;
            for (var certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                trusted.setCertificateEntry("ca" + number++, certificate);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return new Endpoint(port, context);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("reading the CA " + ca, e);
        }
    }

    String url(String path) {
        return "https://localhost:" + port + path;
    }

    Connection connect() throws IOException {
        return Connection.open(this);
    }

    /** One request on a connection of its own. */
    Answer get(String path) {
        try (Connection connection = connect()) {
            return connection.send(Connection.get(this, path));
        } catch (IOException e) {
            throw new UncheckedIOException("GET " + url(path), e);
        }
    }

    /**
     * Protocol, cipher and certificate as negotiated: rows are comparable only where these agree.
     */
    String negotiated() {
        try (Connection connection = connect()) {
            return connection.negotiated();
        } catch (IOException e) {
            throw new UncheckedIOException("connecting to " + url("/"), e);
        }
    }
}
