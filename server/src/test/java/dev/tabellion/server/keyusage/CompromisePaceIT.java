package dev.tabellion.server.keyusage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent;
import dev.tabellion.collection.CollectionEvent.Author;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.CollectionEvent.Reason;
import dev.tabellion.collection.CollectionEvent.RoleKeysChanged;
import dev.tabellion.collection.EventJson;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.projection.audit.AuditIndex;
import dev.tabellion.projection.audit.AuditProjection;
import dev.tabellion.projection.forensics.CompromiseReport;
import dev.tabellion.projection.forensics.KeyReports;
import dev.tabellion.projection.log.LeafSource;
import dev.tabellion.projection.log.LeafTokens;
import dev.tabellion.projection.log.LogFollower;
import dev.tabellion.server.read.Until;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signature;
import dev.tabellion.tuf.Target;
import dev.tabellion.tuf.Targets;
import dev.tabellion.tuf.Version;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * One key of a publisher's with ten signatures in each of many collections; of the aim's thousand
 * with {@code -Dforensics.collections=1000}.
 */
class CompromisePaceIT {
    private static final int COLLECTIONS = Integer.getInteger("forensics.collections", 100);
    private static final int VERSIONS = 10;
    private static final KeyId KEY = new KeyId("c0ffee".repeat(10) + "abcd");

    /** The aim, where it is asked for; else this machine may be everybody's. */
    private static final Duration BUDGET = Duration.ofSeconds(COLLECTIONS < 1_000 ? 8 : 1);

    @TempDir private Path place;

    @Test
    void its_compromise_report_takes_about_a_second() {
        try (var room = new KeyUsageRoom(place)) {
            fill(room);
            var transactions = new SpringTransactionManager(new JdbcTransactionManager(room.pool));
            try (var audit =
                    new LogFollower(
                            AuditProjection.NAME,
                            new AuditProjection(room.pool),
                            new LeafSource(room.pool, room.leaves.news()),
                            LeafTokens.on(room.pool),
                            transactions)) {
                audit.start();
                room.catchUp();
                long size = room.count("log_leaf");
                Until.holds("the index is there", () -> new AuditIndex(room.pool).size() == size);
            }
            measure(room);
        }
    }

    private static void measure(KeyUsageRoom room) {
        var reports = new KeyReports(room.pool, room.clock);
        List<Long> millis = new ArrayList<>();
        for (int round = 0; round < 8; round++) {
            long begin = System.nanoTime();
            CompromiseReport report =
                    Objects.requireNonNull(
                            reports.compromise(
                                    KEY, Instant.EPOCH, Instant.parse("2200-01-01T00:00:00Z")));
            millis.add(Duration.ofNanos(System.nanoTime() - begin).toMillis());
            assertThat(report.signatures()).hasSize(COLLECTIONS * VERSIONS);
            assertThat(report.inForce()).hasSize(COLLECTIONS);
            assertThat(report.targets()).hasSize(COLLECTIONS * VERSIONS);
            assertThat(report.good()).hasSize(COLLECTIONS);
            assertThat(report.isWhole()).isTrue();
        }
        System.out.println(
                "FIGURE compromise report of %d signatures, ms by round: %s"
                        .formatted(COLLECTIONS * VERSIONS, millis));
        assertThat(millis.stream().min(Long::compareTo).orElseThrow())
                .isLessThan(BUDGET.toMillis());
    }

    /** Written as the store has it: publishing it all would take an hour. */
    private static void fill(KeyUsageRoom room) {
        var owner = room.owner;
        var sql =
                new JdbcTemplate(
                        new DriverManagerDataSource(owner.url(), owner.user(), owner.password()));
        for (int i = 0; i < COLLECTIONS; i++) {
            fill(sql, "example.com/paced-" + i, room.clock.instant());
        }
        room.leaves.take();
    }

    private static void fill(JdbcTemplate sql, String gun, Instant now) {
        List<Object[]> events = new ArrayList<>();
        List<Object[]> documents = new ArrayList<>();
        add(
                events,
                gun,
                now,
                new RoleKeysChanged(
                        RoleName.ROOT, RoleName.TARGETS, List.of(), 0, List.of(KEY), 1));
        @Nullable Sha256 previous = null;
        Map<String, Target> targets = new TreeMap<>();
        for (int version = 1; version <= VERSIONS; version++) {
            targets.put(
                    gun + version,
                    new Target(
                            version,
                            Map.of("sha256", Bytes.utf8(gun + version).sha256().bytes()),
                            Bytes.of(new byte[0])));
            Instant expires = now.plus(Duration.ofDays(300));
            var metadata = new Targets(new Version(version), expires, targets, List.of());
            Bytes payload = Dialect.NOTARY_V1.payloadOf(metadata);
            Bytes file =
                    Dialect.NOTARY_V1.fileOf(
                            payload, List.of(new Signature(KEY, "ecdsa", Bytes.utf8("signature"))));
            documents.add(new Object[] {file.sha256().bytes().toArray(), file.toArray()});
            add(
                    events,
                    gun,
                    now,
                    new MetadataPublished(
                            RoleName.TARGETS,
                            new Version(version),
                            file.sha256(),
                            file.length(),
                            expires,
                            List.of(KEY),
                            previous,
                            Author.PUBLISHER,
                            Reason.PUBLISHED));
            previous = file.sha256();
        }
        sql.update("insert into tabellion.live_collection values (?, 1)", gun);
        sql.batchUpdate("insert into tabellion.document values (?, ?)", documents);
        sql.batchUpdate(
                """
                insert into tabellion.event (event_id, collection, sequence, kind, occurred_at,
                    name, revision, payload, metadata, leaf)
                values (?, ?, ?, 'collection', ?, ?, ?, ?, convert_to('{}', 'UTF8'), ?)
                """,
                events);
    }

    private static void add(List<Object[]> events, String gun, Instant now, CollectionEvent event) {
        events.add(
                new Object[] {
                    UUID.randomUUID(),
                    gun,
                    events.size(),
                    now.atOffset(ZoneOffset.UTC),
                    EventJson.nameOf(event),
                    EventJson.revisionOf(event),
                    EventJson.write(event).toArray(),
                    new byte[] {1, 2}
                });
    }
}
