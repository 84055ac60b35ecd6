package dev.tabellion.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.X509KeyManager;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.net.jsse.JSSEUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkTlsTest {

    @TempDir private Path directory;

    @Test
    void tomcat_serves_with_the_key_and_the_whole_chain() throws Exception {
        var files =
                ServerCertificate.own(
                        directory,
                        new ServerNames(List.of("localhost"), List.of()),
                        InstantSource.fixed(Instant.parse("2026-11-22T10:00:00Z")));
        var certificate =
                new SSLHostConfigCertificate(
                        new SSLHostConfig(), SSLHostConfigCertificate.Type.UNDEFINED);

        JdkTls.serve(certificate, files);

        var managers = new JSSEUtil(certificate).getKeyManagers();
        assertThat(managers).hasOnlyElementsOfType(X509KeyManager.class).hasSize(1);
        var manager = (X509KeyManager) managers[0];
        assertThat(manager.getPrivateKey("server")).isEqualTo(GivenPem.key(files.key()));
        assertThat(manager.getCertificateChain("server"))
                .containsExactlyElementsOf(GivenPem.chain(files.certificate()));
    }
}
