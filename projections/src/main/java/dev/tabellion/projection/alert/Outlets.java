package dev.tabellion.projection.alert;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How far everybody has been told, and which node tells it. Time is the database's, so that nodes
 * need not agree on theirs.
 */
public final class Outlets {
    /**
     * Longer than any attempt takes, so that who holds one finishes what it began; no longer than
     * people may wait when a node dies.
     */
    static final Duration LEASE = Duration.ofSeconds(12);

    /** A finding waits beside its outlet's position, or beyond it. */
    private static final String LAGS =
            """
            select o.name, coalesce(extract(epoch from now() - f.found_at), 0)
            from tabellion.alert_outlet o
            left join tabellion.finding f on f.number = least(
                (select min(d.number) from tabellion.alert_delivery d
                    where d.outlet = o.name and not d.dead),
                (select min(n.number) from tabellion.finding n where n.number > o.position))
            """;

    private final JdbcTemplate jdbc;
    private final String holder;

    /**
     * @param holder unique among the processes that run
     */
    public Outlets(DataSource dataSource, String holder) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.holder = holder;
    }

    /** Known from now on, if it was not: told what comes after that number. */
    void open(String name, long position) {
        jdbc.update(
                """
                insert into tabellion.alert_outlet (name, position) values (?, ?)
                on conflict do nothing
                """,
                name,
                position);
    }

    /**
     * How far somebody has been told.
     *
     * @param position the number of the last finding that it has, or that waits for it
     * @param paused why nothing is sent to it; null if it is
     */
    public record Outlet(long position, @Nullable String paused) {}

    /** Where it is, if this node is the one that tells it for the next while; null if not. */
    @Nullable Outlet hold(String name) {
        return jdbc
                .query(
                        """
                        update tabellion.alert_outlet
                        set holder = ?, until = now() + ? * interval '1 second'
                        where name = ? and (holder = ? or until < now())
                        returning position, paused
                        """,
                        (row, _) -> new Outlet(row.getLong(1), row.getString(2)),
                        holder,
                        LEASE.toSeconds(),
                        name,
                        holder)
                .stream()
                .findFirst()
                .orElse(null);
    }

    /** It has been told so much; false if somebody else tells it by now. */
    boolean move(String name, long position) {
        return jdbc.update(
                        """
                        update tabellion.alert_outlet set position = ?
                        where name = ? and holder = ?
                        """,
                        position,
                        name,
                        holder)
                > 0;
    }

    void release(String name) {
        jdbc.update(
                """
                update tabellion.alert_outlet set until = '-infinity'
                where name = ? and holder = ?
                """,
                name,
                holder);
    }

    void pause(String name, String why) {
        jdbc.update("update tabellion.alert_outlet set paused = ? where name = ?", why, name);
    }

    /** All there ever were, by their names. */
    Map<String, Outlet> all() {
        Map<String, Outlet> all = new HashMap<>();
        jdbc.query(
                "select name, position, paused from tabellion.alert_outlet",
                row -> {
                    all.put(row.getString(1), new Outlet(row.getLong(2), row.getString(3)));
                });
        return all;
    }

    /**
     * For how many seconds the oldest finding has waited to be told, by outlet: 0 where none does.
     */
    public Map<String, Double> lags() {
        Map<String, Double> lags = new HashMap<>();
        jdbc.query(
                LAGS,
                row -> {
                    lags.put(row.getString(1), row.getDouble(2));
                });
        return lags;
    }

    void resume(String name) {
        jdbc.update("update tabellion.alert_outlet set paused = null where name = ?", name);
    }
}
