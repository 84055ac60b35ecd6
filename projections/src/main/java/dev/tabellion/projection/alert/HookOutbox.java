package dev.tabellion.projection.alert;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.json.PlainJson;
import dev.tabellion.projection.finding.FindingJson;
import dev.tabellion.projection.finding.StoredFinding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What webhooks still have to be sent, and what was given up. */
final class HookOutbox {
    private static final String PUT =
            """
            insert into tabellion.alert_delivery (outlet, number, lane, finding, body)
            values (?, ?, ?, ?, ?) on conflict do nothing
            """;

    /** What is kept for a webhook. */
    record Kept(int waiting, int dead) {
        static final Kept NOTHING = new Kept(0, 0);
    }

    /** Of each lane the first that is not done: what comes behind it waits for it. */
    private static final String DUE =
            """
            select * from (
                select distinct on (lane) * from tabellion.alert_delivery
                where outlet = ? and not dead order by lane, number) first
            where next_at <= now() order by number limit ?
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

    List<Delivery> due(Hook hook, int limit) {
        return jdbc.query(DUE, (row, _) -> read(row), hook.outlet(), limit);
    }

    void done(Hook hook, Delivery delivery) {
        jdbc.update(
                "delete from tabellion.alert_delivery where outlet = ? and number = ?",
                hook.outlet(),
                delivery.number());
    }

    void failed(Hook hook, Delivery delivery, String failure, Duration pause, boolean dead) {
        jdbc.update(
                """
                update tabellion.alert_delivery
                set attempts = attempts + 1, failure = ?, dead = ?,
                    next_at = now() + ? * interval '1 millisecond'
                where outlet = ? and number = ?
                """,
                failure,
                dead,
                pause.toMillis(),
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

    /** How many wait, and how many were given up, by outlet; none where nothing is. */
    Map<String, Kept> kept() {
        Map<String, Kept> kept = new HashMap<>();
        jdbc.query(
                """
                select outlet, count(*) filter (where not dead), count(*) filter (where dead)
                from tabellion.alert_delivery group by outlet
                """,
                row -> {
                    kept.put(row.getString(1), new Kept(row.getInt(2), row.getInt(3)));
                });
        return kept;
    }

    Kept kept(Hook hook) {
        return jdbc.queryForObject(
                """
                select count(*) filter (where not dead), count(*) filter (where dead)
                from tabellion.alert_delivery where outlet = ?
                """,
                (row, _) -> new Kept(row.getInt(1), row.getInt(2)),
                hook.outlet());
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
