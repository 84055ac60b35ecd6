package dev.tabellion.server.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotaryAddressTest {

    @Test
    void a_postgres_url_of_notarys_configuration_is_read() {
        assertThat(read("postgres://server:p%40ss+w@db:5433/notaryserver?sslmode=verify-ca"))
                .isEqualTo(
                        new NotaryAddress(
                                "jdbc:postgresql://db:5433/notaryserver?sslmode=verify-ca",
                                "server",
                                "p@ss+w"));
    }

    @Test
    void a_mysql_name_of_notarys_configuration_is_read() {
        assertThat(read("signer:p@ss:w@tcp(db:3306)/notarysigner?parseTime=True"))
                .isEqualTo(
                        new NotaryAddress(
                                "jdbc:mariadb://db:3306/notarysigner", "signer", "p@ss:w"));
        assertThat(read("root@tcp(db)/n?tls=true&parseTime=True"))
                .isEqualTo(
                        new NotaryAddress("jdbc:mariadb://db/n?sslMode=verify-full", "root", null));
    }

    @Test
    void jdbc_urls_are_taken_as_they_are() {
        assertThat(read("jdbc:postgresql://db/n?user=u").jdbcUrl())
                .isEqualTo("jdbc:postgresql://db/n?user=u");
        assertThat(read("jdbc:mysql://db/n").jdbcUrl()).isEqualTo("jdbc:mariadb://db/n");
    }

    @Test
    void a_password_from_elsewhere_fills_in_and_is_never_shown() {
        NotaryAddress bare = read("postgres://server@db/n?password=hidden");
        assertThat(bare.orPassword("secret").password()).isEqualTo("secret");
        assertThat(bare.orPassword("secret").orPassword("other").password()).isEqualTo("secret");
        assertThat(bare.orPassword("secret").toString()).isEqualTo("jdbc:postgresql://db/n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "db.example.com", "rethinkdb://db/n", "mysql://db/n"})
    void anything_else_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> NotarySource.parse(text, null));
    }

    @Test
    void a_file_that_is_there_is_a_dump(@TempDir Path place) throws IOException {
        Path file = Files.createFile(place.resolve("notaryserver.sql"));
        assertThat(NotarySource.parse(file.toString(), "secret"))
                .isEqualTo(new NotaryDumpFile(file));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NotarySource.parse(place.toString(), null))
                .withMessageContaining("file");
    }

    private static NotaryAddress read(String text) {
        return Objects.requireNonNull(NotaryAddress.parse(text));
    }
}
