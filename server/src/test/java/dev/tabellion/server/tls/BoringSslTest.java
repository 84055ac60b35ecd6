package dev.tabellion.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.server.data.SecretFile;
import dev.tabellion.server.start.StartupRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoringSslTest {
    /** What PKCS#8 puts before the PKCS#1 of an RSA key of 2048 bits. */
    private static final int PKCS8_HEADER = 26;

    @TempDir Path directory;
    private KeyPair keys;
    private Path certificate;

    @BeforeEach
    void given_an_operators_rsa_certificate() throws GeneralSecurityException, IOException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
        InstantSource clock = InstantSource.system();
        CertificateAuthority authority =
                CertificateAuthority.in(
                        directory.resolve("ca.pem"),
                        new SecretFile(directory.resolve("ca.key")),
                        clock);
        certificate = directory.resolve("server.pem");
        Files.writeString(
                certificate,
                Pem.text(authority.issue(keys.getPublic(), ServerNames.ofThisMachine(), clock)));
    }

    @Test
    void offers_nothing_without_forward_secrecy_and_authenticated_encryption()
            throws SSLException, IOException {
        BoringSsl tls = using("key.pem", Pem.text(keys.getPrivate()));
        assertThat(tls.createSSLEngine().getEnabledCipherSuites())
                .isNotEmpty()
                .allMatch(suite -> !suite.startsWith("TLS_RSA_") && !suite.contains("_CBC_"));
    }

    @Test
    void reads_a_key_as_openssl_wrote_it_before_pkcs8() throws SSLException, IOException {
        byte[] pkcs8 = keys.getPrivate().getEncoded();
        String body =
                Base64.getMimeEncoder()
                        .encodeToString(Arrays.copyOfRange(pkcs8, PKCS8_HEADER, pkcs8.length));
        assertThat(
                        using(
                                "rsa.pem",
                                "-----BEGIN RSA PRIVATE KEY-----\n"
                                        + body
                                        + "\n-----END RSA PRIVATE KEY-----\n"))
                .isNotNull();
    }

    @Test
    void says_which_file_holds_no_key() throws IOException {
        String noKey = Files.readString(certificate);
        assertThatThrownBy(() -> using("empty.pem", noKey))
                .isInstanceOf(StartupRefused.class)
                .hasMessageContaining("empty.pem holds no unencrypted PEM key");
    }

    private BoringSsl using(String name, String key) throws SSLException, IOException {
        Path file = Files.writeString(directory.resolve(name), key);
        return Objects.requireNonNull(
                BoringSsl.using(new CertificateFiles(certificate, file, null)));
    }
}
