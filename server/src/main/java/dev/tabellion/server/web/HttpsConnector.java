package dev.tabellion.server.web;

import dev.tabellion.server.tls.CertificateFiles;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/** Turns a connector to TLS 1.2 and 1.3 with one certificate. It never offers HTTP/2. */
final class HttpsConnector {

    private HttpsConnector() {}

    static void secure(
            Connector connector, AbstractHttp11Protocol<?> protocol, CertificateFiles files) {
        var host = new SSLHostConfig();
        host.setProtocols("TLSv1.2+TLSv1.3");
        host.setHonorCipherOrder(false);
        host.setCiphers("ECDHE+AESGCM:ECDHE+CHACHA20"); // TLS 1.3 has no bad ones
        var certificate =
                new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setCertificateFile(files.certificate().toString());
        certificate.setCertificateKeyFile(files.key().toString());
        host.addCertificate(certificate);
        connector.setScheme("https");
        connector.setSecure(true);
        protocol.setSSLEnabled(true);
        connector.addSslHostConfig(host);
    }
}
