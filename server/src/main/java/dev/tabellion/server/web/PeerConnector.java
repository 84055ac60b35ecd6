package dev.tabellion.server.web;

import dev.tabellion.server.tls.PeerListenerTls;
import dev.tabellion.server.tls.PeerTls;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfig.CertificateVerification;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/**
 * Turns a connector to TLS 1.3 with certificates on both sides. Without a client's there is no
 * connection, and no setting that would change it.
 */
final class PeerConnector {

    private PeerConnector() {}

    static void secure(Connector connector, AbstractHttp11Protocol<?> protocol, PeerTls tls) {
        var host = new SSLHostConfig();
        host.setProtocols("TLSv1.3");
        host.setCertificateVerification(CertificateVerification.REQUIRED.name());
        var certificate =
                new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setSslContext(new PeerListenerTls(tls));
        host.addCertificate(certificate);
        connector.setScheme("https");
        connector.setSecure(true);
        protocol.setSSLEnabled(true);
        connector.addSslHostConfig(host);
    }
}
