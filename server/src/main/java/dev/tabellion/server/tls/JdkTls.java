package dev.tabellion.server.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/**
 * The JDK's own TLS for Tomcat, where there is no BoringSSL. Hands over what was read, and no
 * files: Tomcat's reader takes fewer keys than ours.
 */
public final class JdkTls {

    private static final String ENTRY = "server";

    private JdkTls() {}

    public static void serve(SSLHostConfigCertificate certificate, CertificateFiles files) {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            var password = certificate.getCertificateKeystorePassword(); // Tomcat asks with it
            store.setKeyEntry(
                    ENTRY,
                    GivenPem.key(files.key()),
                    password.toCharArray(),
                    GivenPem.chain(files.certificate()).toArray(Certificate[]::new));
            certificate.setCertificateKeystore(store);
            certificate.setCertificateKeyAlias(ENTRY);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("keeping the TLS key " + files.key(), e);
        }
    }
}
