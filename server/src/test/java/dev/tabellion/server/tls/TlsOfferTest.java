package dev.tabellion.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.junit.jupiter.api.Test;

/** The names are those of all who read them: Tomcat, for the JDK's TLS, and BoringSSL. */
class TlsOfferTest {

    @Test
    void tomcat_knows_every_cipher_by_its_name() {
        var host = new SSLHostConfig();
        host.setCiphers(String.join(",", TlsOffer.CIPHERS));
        assertThat(host.getJsseCipherNames()).containsExactlyInAnyOrderElementsOf(TlsOffer.CIPHERS);
    }

    @Test
    void the_jdk_knows_every_cipher_by_its_name() throws GeneralSecurityException {
        assertThat(SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites())
                .containsAll(TlsOffer.CIPHERS);
    }
}
