package dev.tabellion.server.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Document;
import dev.tabellion.collection.Gun;
import dev.tabellion.command.store.StoredDocuments;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.server.Backing;
import dev.tabellion.server.database.DatabaseSettings;
import dev.tabellion.server.database.RecordDatabase;
import dev.tabellion.tuf.RoleName;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** What strangers ask about takes nothing from what the next publication reads. */
class StoredDocumentsIT {
    private static final RoleName TARGETS = RoleName.TARGETS;

    private static HikariDataSource pool;

    private final Sha256 digest = written();

    @BeforeAll
    static void prepare() {
        pool =
                RecordDatabase.prepare(Backing.freshDatabase(), DatabaseSettings.defaults())
                        .appPool();
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    @Test
    void what_was_read_aside_is_not_kept() {
        HikariDataSource own = own();
        StoredDocuments documents = new StoredDocuments(own, 1 << 24);
        assertThat(documents.readAside(TARGETS, digest).raw().sha256()).isEqualTo(digest);
        own.close();
        assertThatThrownBy(() -> documents.readAside(TARGETS, digest))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void what_is_kept_already_is_read_from_there() {
        HikariDataSource own = own();
        StoredDocuments documents = new StoredDocuments(own, 1 << 24);
        documents.read(TARGETS, digest);
        own.close();
        assertThat(documents.readAside(TARGETS, digest).raw().sha256()).isEqualTo(digest);
    }

    private static HikariDataSource own() {
        HikariDataSource own = new HikariDataSource();
        pool.copyStateTo(own);
        return own;
    }

    private static Sha256 written() {
        Clock clock = Clock.fixed(Instant.parse("2030-01-01T00:00:00Z"), ZoneOffset.UTC);
        Bytes file =
                PocketPublisher.of(new Gun("example.com/app"), clock)
                        .addTarget("v1")
                        .firstPublication()
                        .stream()
                        .filter(each -> each.role().equals(TARGETS))
                        .findFirst()
                        .orElseThrow()
                        .file();
        new StoredDocuments(pool, 1 << 24).write(List.of(new Document(file.sha256(), file)));
        return file.sha256();
    }
}
