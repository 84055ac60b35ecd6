package dev.tabellion.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Upload;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.pocket.PocketClock;
import dev.tabellion.projection.current.CurrentRebuild;
import dev.tabellion.server.Backing;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.server.database.DatabaseSettings;
import dev.tabellion.server.database.RecordDatabase;
import dev.tabellion.tuf.RoleName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Weakness 6.10: a database restored from a backup, which has forgotten publications that people
 * have seen. Notary serves and signs on as if nothing had been; here the signer remembers.
 */
class RestoredBackupIT {
    private static final String GUN = "hostile.example.com/restored";

    /** What tells of the log in the record's database. */
    private static final List<String> LOG =
            List.of(
                    "tabellion.log_outbox",
                    "tabellion.log_leaf",
                    "tabellion.log_tile",
                    "tabellion.log_edge",
                    "tabellion.log_head",
                    "tabellion.log_checkpoint",
                    "tabellion.log_published");

    private final PocketClock clock = PocketClock.running();
    private final Folder data = Folder.make();
    private final List<List<Upload>> forgotten = new ArrayList<>();
    private final List<Bytes> lostTimestamps = new ArrayList<>();
    private final DatabaseOwner original = Backing.freshDatabase();
    private DatabaseOwner backup = original;
    private long lastInBackup;
    private Author author;

    /** A backup is made of two publications; two more follow it. */
    @BeforeEach
    void publish() {
        try (var server = HostedTabellion.start(original, data, clock)) {
            author = Author.of(server.wire(), GUN, clock).begins().adds("v2");
            lastInBackup = lastEvent(server.sql());
        }
        backup = Backing.copyOf(original);
        try (var server = HostedTabellion.start(original, data, clock)) {
            var seen = new Author(server.wire(), author.pocket());
            for (var target : List.of("v3", "v4")) {
                forgotten.add(author.pocket().addTarget(target).publication());
                seen.send(forgotten.getLast()).is(200);
                lostTimestamps.add(seen.served(RoleName.TIMESTAMP));
            }
        }
    }

    @AfterEach
    void remove() {
        data.close();
    }

    @Test
    void weakness_6_10_a_restored_record_gets_no_signature_for_anything_but_what_it_forgot() {
        var restored = recordRestored();
        var contradiction = author.pocket().attack().equivocate(RoleName.TARGETS);
        try (var put = new PutBack(HostedTabellion.start(restored, data, clock))) {
            var server = put.server();
            var publisher = new Author(server.wire(), author.pocket());
            assertThat(publisher.servedVersion(RoleName.TARGETS)).isEqualTo(2);

            publisher.send(contradiction).is(400);
            assertThat(signerRefusals(server.sql())).containsExactly("base-unknown");
            assertThat(publisher.servedVersion(RoleName.TARGETS)).isEqualTo(2);

            for (int i = 0; i < forgotten.size(); i++) {
                publisher.send(forgotten.get(i)).is(200);
                assertThat(publisher.served(RoleName.TIMESTAMP)).isEqualTo(lostTimestamps.get(i));
            }
            publisher.refused("VERSION", contradiction);
            publisher.adds("v5").findsEverythingChained();
        }
    }

    @Test
    void weakness_6_10_a_restored_record_is_not_stamped_fresh() {
        var restored = recordRestored();
        clock.pass(Duration.ofDays(10));
        try (var put = new PutBack(HostedTabellion.start(restored, data, clock))) {
            var server = put.server();
            var reader = new Author(server.wire(), author.pocket());
            assertThat(reader.servedVersion(RoleName.TIMESTAMP)).isEqualTo(2);
            assertThat(signerRefusals(server.sql())).contains("base-unknown");
            assertThat(server.wire().get("/_notary_server/health").is(503).json().toString())
                    .contains("Renewal operational");
        }
    }

    @Test
    void weakness_6_10_a_signer_restored_with_it_signs_nothing_until_a_person_resumes() {
        try (var put = new PutBack(HostedTabellion.start(backup, data, clock))) {
            var server = put.server();
            var publisher = new Author(server.wire(), author.pocket());
            assertThat(publisher.servedVersion(RoleName.TARGETS)).isEqualTo(2);
            publisher.send(forgotten.getFirst()).is(503);
            assertThat(server.wire().get("/_notary_server/health").is(503).json().toString())
                    .contains("Journal operational");

            server.ceremonies().resume("operator");

            forgotten.forEach(each -> publisher.send(each).is(200));
            assertThat(publisher.servedVersion(RoleName.TIMESTAMP)).isGreaterThan(100);
            publisher.adds("v5").findsEverythingChained();
        }
    }

    /** The record as the backup has it, beside a signer that went on. */
    private DatabaseOwner recordRestored() {
        var restored = Backing.copyOf(original);
        try (var from = session(backup);
                var into = session(restored)) {
            var sql = new JdbcTemplate(into);
            sql.execute("set session_replication_role = replica"); // no trigger is in the way
            LOG.forEach(table -> restore(table, new JdbcTemplate(from), sql));
            sql.update("delete from tabellion.event where global_index > ?", lastInBackup);
        }
        try (var pool = RecordDatabase.prepare(restored, DatabaseSettings.defaults()).appPool()) {
            new CurrentRebuild(pool).run(_ -> {});
        }
        return restored;
    }

    /** Puts a table of few rows back to what the backup has. */
    private static void restore(String table, JdbcTemplate from, JdbcTemplate into) {
        into.update("delete from " + table);
        var insert =
                "insert into %1$s select * from json_populate_record(null::%1$s, ?::json)"
                        .formatted(table);
        from.queryForList("select to_json(t)::text from " + table + " t", String.class)
                .forEach(row -> into.update(insert, row));
    }

    private static SingleConnectionDataSource session(DatabaseOwner database) {
        var superuser = Backing.superuser();
        return new SingleConnectionDataSource(
                database.url(), superuser.user(), superuser.password(), true);
    }

    private static long lastEvent(JdbcTemplate sql) {
        Long last = sql.queryForObject("select max(global_index) from tabellion.event", Long.class);
        return last == null ? 0 : last;
    }

    private static List<String> signerRefusals(JdbcTemplate sql) {
        return sql.queryForList(
                "select convert_from(payload, 'UTF8')::json->>'rule' from tabellion.event"
                        + " where collection = ? and name = 'signing-refused'",
                String.class,
                GUN);
    }
}
