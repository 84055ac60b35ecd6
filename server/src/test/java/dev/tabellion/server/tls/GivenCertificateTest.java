package dev.tabellion.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.server.data.SecretFile;
import dev.tabellion.server.start.StartupRefused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GivenCertificateTest {

    @TempDir private Path directory;
    private Path certificate;
    private Path key;

    @BeforeEach
    void issue() {
        var files =
                ServerCertificate.own(
                        directory,
                        new ServerNames(List.of("localhost"), List.of()),
                        InstantSource.fixed(Instant.parse("2026-11-22T10:00:00Z")));
        certificate = files.certificate();
        key = files.key();
    }

    @Test
    void a_certificate_and_its_key_are_served_as_they_are() {
        assertThat(GivenCertificate.files(certificate, key))
                .isEqualTo(new CertificateFiles(certificate, key, null));
    }

    @Test
    void a_key_in_its_older_form_is_good_too() throws Exception {
        var secret = ((ECPrivateKey) keyPair().getPrivate()).getS();
        var curve = SECObjectIdentifiers.secp256r1;
        var inner = new org.bouncycastle.asn1.sec.ECPrivateKey(256, secret, curve);
        try (var writer = new PemWriter(Files.newBufferedWriter(key))) {
            writer.writeObject(new PemObject("EC PARAMETERS", curve.getEncoded()));
            writer.writeObject(new PemObject("EC PRIVATE KEY", inner.getEncoded()));
        }
        assertThat(GivenCertificate.files(certificate, key).key()).isEqualTo(key);
    }

    @Test
    void a_foreign_key_is_refused() throws Exception {
        Files.writeString(key, Pem.text(EcKeys.generate().getPrivate()));
        assertRefused("is not the key of the certificate");
    }

    @Test
    void what_is_no_key_is_refused() throws Exception {
        Files.writeString(key, "hello");
        assertRefused("holds no unencrypted PEM key");
        Files.writeString(key, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        assertRefused("holds no unencrypted PEM key");
    }

    @Test
    void what_is_no_certificate_is_refused() throws Exception {
        Files.writeString(certificate, "hello");
        assertRefused("holds no PEM certificate");
    }

    @Test
    void what_is_not_there_is_refused() throws Exception {
        Files.delete(key);
        assertRefused("does not exist or cannot be read");
    }

    private KeyPair keyPair() {
        return Pem.keyPair(new SecretFile(key), Pem.certificate(certificate));
    }

    private void assertRefused(String why) {
        assertThatThrownBy(() -> GivenCertificate.files(certificate, key))
                .isInstanceOf(StartupRefused.class)
                .hasMessageContaining(why);
    }
}
