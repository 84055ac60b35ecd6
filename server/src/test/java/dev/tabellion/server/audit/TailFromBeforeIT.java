package dev.tabellion.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.projection.audit.AuditFilter;
import dev.tabellion.projection.audit.AuditIndex;
import dev.tabellion.projection.audit.Direction;
import dev.tabellion.projection.audit.TermKind;
import dev.tabellion.server.Backing;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.server.database.DatabaseSettings;
import dev.tabellion.server.database.RecordDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A trail whose growing end had a row for each term, in the index of this version. */
class TailFromBeforeIT {
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    /** A term, as the index has it for a role. */
    private static final String ROLE =
            "encode(substring(sha256(convert_to('ROLE', 'UTF8') || '\\x00'::bytea"
                    + " || convert_to(?, 'UTF8')) for 16), 'hex')::uuid";

    @Test
    void it_is_found_as_it_was() {
        DatabaseOwner owner = Backing.freshDatabase();
        RecordDatabase.prepare(Backing.freshDatabase(), DatabaseSettings.defaults()); // the roles
        Flyway.configure()
                .dataSource(owner.url(), owner.user(), owner.password())
                .locations("classpath:db/migration")
                .schemas("tabellion")
                .table("schema_version")
                .placeholders(Map.of("app_role", "tabellion_app", "log_role", "tabellion_log"))
                .outOfOrder(true)
                .target("324")
                .load()
                .migrate();
        fill(new JdbcTemplate(sessions(owner)));

        try (var pool = RecordDatabase.prepare(owner, DatabaseSettings.defaults()).appPool()) {
            var index = new AuditIndex(pool);
            assertThat(found(index, "root", null)).containsExactly(8_193L, 8_192L, 8_191L);
            assertThat(found(index, "snapshot", null)).containsExactly(8_194L, 8_193L);
            assertThat(found(index, "root", BEGINNING.plusSeconds(8_192))).containsExactly(8_193L);
        }
    }

    /** A finished chunk, and three leaves more, each a second after the one before. */
    private static void fill(JdbcTemplate sql) {
        sql.update(
                "insert into tabellion.audit_chunk values (%s, 0, '\\x1fff')".formatted(ROLE),
                "root");
        sql.update(
                """
                insert into tabellion.audit_time
                select 0, min(at), max(at), string_agg(int8send(at), '' order by at)
                from (select (extract(epoch from timestamptz '2026-01-01Z') + n)::bigint * 1000000
                    as at from generate_series(0, 8191) n) each
                """);
        sql.update(
                """
                insert into tabellion.audit_tail_time
                select n, (extract(epoch from timestamptz '2026-01-01Z') + n)::bigint * 1000000
                from generate_series(8192, 8194) n
                """);
        String tail = "insert into tabellion.audit_tail values (%s, 1, ?)".formatted(ROLE);
        sql.update(tail, "root", new byte[] {0, 0});
        sql.update(tail, "root", new byte[] {0, 1});
        sql.update(tail, "snapshot", new byte[] {0, 1, 0, 2});
        sql.update("update tabellion.audit_head set size = 8195, chunks = 1");
    }

    private static List<Long> found(AuditIndex index, String role, @Nullable Instant after) {
        var filter =
                new AuditFilter(
                        Map.of(TermKind.ROLE, List.of(role)),
                        after == null ? null : after.plusMillis(1),
                        null,
                        0,
                        Long.MAX_VALUE);
        return index.find(filter, Direction.NEWEST_FIRST, null, 10).leaves();
    }

    private static DriverManagerDataSource sessions(DatabaseOwner as) {
        return new DriverManagerDataSource(as.url(), as.user(), as.password());
    }
}
