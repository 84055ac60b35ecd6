package dev.tabellion.server.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.collection.Gun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotaryDumpTest {
    private static final String FILES =
            """
            CREATE TABLE `tuf_files` (
              `id` int(11) NOT NULL,
              `created_at` timestamp NULL DEFAULT NULL,
              `updated_at` timestamp NULL DEFAULT NULL,
              `deleted_at` timestamp NULL DEFAULT NULL,
              `gun` varchar(255) NOT NULL,
              `role` varchar(255) NOT NULL,
              `version` int(11) NOT NULL,
              `data` longblob NOT NULL,
              `sha256` char(64) DEFAULT NULL
            ) ENGINE=InnoDB;
            """;

    @TempDir private Path place;

    @Test
    void few_rows_of_long_names_are_refused_before_they_fill_the_memory() throws IOException {
        Path dump = dump(row(1, "a".repeat(60_000)), row(2, "b".repeat(60_000)));
        assertThatThrownBy(() -> NotaryDump.read(dump, 200_000))
                .isInstanceOf(NotaryUnreadable.class)
                .hasMessageContaining("more rows than fit into 200,000 bytes")
                .hasMessageContaining("TABELLION_JAVA_OPTS");
        try (NotaryDump read = NotaryDump.read(dump, 300_000)) {
            assertThat(read.names()).hasSize(2);
        }
    }

    @Test
    void documents_are_not_counted_since_they_stay_in_the_file() throws IOException {
        String long1 = row(1, "a").replace("'x'", "'" + "x".repeat(60_000) + "'");
        try (NotaryDump read = NotaryDump.read(dump(long1), 10_000)) {
            assertThat(read.data(read.files(new Gun("a")).getFirst()).length()).isEqualTo(60_000);
        }
    }

    @Test
    void the_day_zero_of_mysql_is_no_time() throws IOException {
        try (NotaryDump read = NotaryDump.read(dump(row(1, "a")), 10_000)) {
            assertThat(read.files(new Gun("a")).getFirst().at())
                    .isEqualTo(Instant.parse("2020-01-02T03:04:05Z"));
        }
    }

    private static String row(int id, String gun) {
        return ("INSERT INTO `tuf_files` VALUES (%d,'0000-00-00 00:00:00','2020-01-02 03:04:05',"
                        + "NULL,'%s','root',1,_binary 'x',NULL);\n")
                .formatted(id, gun);
    }

    private Path dump(String... rows) throws IOException {
        String head = "-- MySQL dump 10.13\n/*!40101 SET character_set_client = utf8 */;\n";
        return Files.writeString(
                place.resolve("dump.sql"),
                head
                        + FILES
                        + String.join("", rows)
                        + "-- Dump completed on 2020-01-02  3:04:05\n");
    }
}
