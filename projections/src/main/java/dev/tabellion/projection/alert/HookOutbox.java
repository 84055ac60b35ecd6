package dev.tabellion.projection.alert;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.PlainJson;
import dev.tabellion.projection.finding.FindingJson;
import dev.tabellion.projection.finding.StoredFinding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What webhooks still have to be sent, and what was given up. */
final class HookOutbox {
    private static final String PUT =
            """
            insert into tabellion.alert_delivery (outlet, number, lane, finding, body)
            values (?, ?, ?, ?, ?) on conflict do nothing
            """;

    /** Of each lane the first that is not done: what comes behind it waits for it. */
    private static final String DUE =
            """
            select * from (
                select distinct on (lane) * from tabellion.alert_delivery
                where outlet = ? and not dead order by lane, number) first
            where next_at <= ? order by number limit ?
            """;

    private final JdbcTemplate jdbc;

    HookOutbox(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    void put(Hook hook, List<StoredFinding> findings) {
        jdbc.batchUpdate(
                PUT,
                findings.stream()
                        .filter(hook::wants)
                        .map(
                                stored ->
                                        new Object[] {
                                            hook.outlet(),
                                            stored.number(),
                                            stored.finding().subject().toString(),
                                            stored.finding().id().hex(),
                                            body(stored).toArray()
                                        })
                        .toList());
    }

    private static Bytes body(StoredFinding stored) {
        return new PlainJson()
                .text("type", "dev.tabellion.finding.v1")
                .text("timestamp", stored.finding().at().toString())
                .object("data", FindingJson.of(stored))
                .bytes();
    }

    List<Delivery> due(Hook hook, Instant now, int limit) {
        return jdbc.query(
                DUE, (row, _) -> read(row), hook.outlet(), now.atOffset(ZoneOffset.UTC), limit);
    }

    void done(Hook hook, Delivery delivery) {
        jdbc.update(
                "delete from tabellion.alert_delivery where outlet = ? and number = ?",
                hook.outlet(),
                delivery.number());
    }

    void failed(Hook hook, Delivery delivery, String failure, Instant next, boolean dead) {
        jdbc.update(
                """
                update tabellion.alert_delivery
                set attempts = attempts + 1, failure = ?, next_at = ?, dead = ?
                where outlet = ? and number = ?
                """,
                failure,
                next.atOffset(ZoneOffset.UTC),
                dead,
                hook.outlet(),
                delivery.number());
    }

    List<Delivery> dead(Hook hook, int limit) {
        return jdbc.query(
                """
                select * from tabellion.alert_delivery where outlet = ? and dead
                order by number limit ?
                """,
                (row, _) -> read(row),
                hook.outlet(),
                limit);
    }

    long count(Hook hook, boolean dead) {
        Long count =
                jdbc.queryForObject(
                        """
                        select count(*) from tabellion.alert_delivery
                        where outlet = ? and dead = ?
                        """,
                        Long.class,
                        hook.outlet(),
                        dead);
        return count == null ? 0 : count;
    }

    /** What was given up is tried again, and what waits is tried at once. */
    void revive(Hook hook) {
        jdbc.update(
                """
                update tabellion.alert_delivery
                set dead = false, attempts = 0, next_at = '-infinity' where outlet = ?
                """,
                hook.outlet());
    }

    private static Delivery read(ResultSet row) throws SQLException {
        return new Delivery(
                row.getLong("number"),
                row.getString("finding"),
                Bytes.of(row.getBytes("body")),
                row.getInt("attempts"),
                row.getString("failure"));
    }
}
