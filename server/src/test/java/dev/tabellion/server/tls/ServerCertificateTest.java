package dev.tabellion.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerCertificateTest {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final ServerNames NAMES =
            new ServerNames(List.of("localhost", "box.example.com"), List.of("127.0.0.1", "::1"));

    @TempDir private Path directory;

    @Test
    void it_is_of_our_authority_and_bears_every_name() throws Exception {
        var files = at(START, NAMES);
        var certificate = Pem.certificate(files.certificate());
        var authority = Pem.certificate(directory.resolve("ca.pem"));
        assertThatCode(() -> certificate.verify(authority.getPublicKey()))
                .doesNotThrowAnyException();
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(authority.getBasicConstraints()).isZero();
        assertThat(NAMES.coveredBy(certificate)).isTrue();
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(mode("ca.key")).isEqualTo("rw-------");
        assertThat(mode("server.key")).isEqualTo("rw-------");
    }

    @Test
    void a_restart_keeps_it() throws Exception {
        at(START, NAMES);
        var first = Files.readString(directory.resolve("server.pem"));
        at(START.plus(Duration.ofDays(30)), NAMES);
        assertThat(directory.resolve("server.pem")).hasContent(first);
    }

    @Test
    void it_is_issued_anew_before_it_runs_out_by_the_same_authority() throws Exception {
        at(START, NAMES);
        var ca = Files.readString(directory.resolve("ca.pem"));
        var later = START.plus(Duration.ofDays(350));
        var files = at(later, NAMES);
        assertThat(Pem.certificate(files.certificate()).getNotAfter().toInstant())
                .isAfter(later.plus(Duration.ofDays(300)));
        assertThat(directory.resolve("ca.pem")).hasContent(ca);
    }

    @Test
    void a_machine_with_a_new_name_gets_a_new_certificate() {
        at(START, NAMES);
        var renamed = new ServerNames(List.of("localhost", "other"), List.of("127.0.0.1"));
        assertThat(renamed.coveredBy(Pem.certificate(at(START, renamed).certificate()))).isTrue();
    }

    @Test
    void an_authority_that_would_run_out_before_its_certificate_is_replaced() throws Exception {
        at(START, NAMES);
        var ca = Files.readString(directory.resolve("ca.pem"));
        at(START.plus(Duration.ofDays(3600)), NAMES);
        assertThat(Files.readString(directory.resolve("ca.pem"))).isNotEqualTo(ca);
    }

    @Test
    void half_a_pair_of_files_is_refused() {
        assertThatThrownBy(() -> new TlsSettings(Path.of("cert.pem"), null))
                .hasMessageContaining("go together");
    }

    private CertificateFiles at(Instant now, ServerNames names) {
        return ServerCertificate.own(directory, names, InstantSource.fixed(now));
    }

    private String mode(String file) throws Exception {
        return PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve(file)));
    }
}
