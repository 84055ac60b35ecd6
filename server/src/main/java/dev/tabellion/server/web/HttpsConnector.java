package dev.tabellion.server.web;

import dev.tabellion.server.start.StartupRefused;
import dev.tabellion.server.tls.BoringSsl;
import dev.tabellion.server.tls.CertificateFiles;
import dev.tabellion.server.tls.JdkTls;
import dev.tabellion.server.tls.TlsOffer;
import javax.net.ssl.SSLException;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.jspecify.annotations.Nullable;

/** Turns a connector to TLS 1.2 and 1.3 with one certificate. It never offers HTTP/2. */
final class HttpsConnector {
    private static final int RECORD_ROOM = 20 * 1024;

    private HttpsConnector() {}

    static void secure(
            Connector connector, AbstractHttp11Protocol<?> protocol, CertificateFiles files) {
        var host = new SSLHostConfig();
        host.setProtocols(String.join("+", TlsOffer.PROTOCOLS));
        host.setHonorCipherOrder(false);
        host.setCiphers(String.join(",", TlsOffer.CIPHERS));
        var certificate =
                new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        BoringSsl boringSsl = boringSsl(files);
        if (boringSsl != null) {
            certificate.setSslContext(boringSsl);
        } else {
            JdkTls.serve(certificate, files);
        }
        host.addCertificate(certificate);
        connector.setScheme("https");
        connector.setSecure(true);
        protocol.setSSLEnabled(true);
        // native code reads and writes them without copying
        protocol.setProperty("socket.directBuffer", "true");
        // BoringSSL wants room for a whole record, however little of it is content
        protocol.setProperty("socket.appReadBufSize", Integer.toString(RECORD_ROOM));
        protocol.setProperty("socket.directSslBuffer", "true");
        connector.addSslHostConfig(host);
    }

    private static @Nullable BoringSsl boringSsl(CertificateFiles files) {
        try {
            return BoringSsl.using(files);
        } catch (SSLException | IllegalArgumentException e) {
            throw new StartupRefused(
                    "The certificate "
                            + files.certificate()
                            + " and the key "
                            + files.key()
                            + " cannot be used together: "
                            + e.getMessage(),
                    e);
        }
    }
}
