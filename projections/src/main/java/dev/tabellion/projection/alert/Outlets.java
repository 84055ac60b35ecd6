package dev.tabellion.projection.alert;

import java.time.Duration;
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

    /** Where it is, if this node is the one that tells it for the next while; null if not. */
    @Nullable Long hold(String name) {
        return jdbc
                .query(
                        """
                        update tabellion.alert_outlet
                        set holder = ?, until = now() + ? * interval '1 second'
                        where name = ? and (holder = ? or until < now())
                        returning position
                        """,
                        (row, _) -> row.getLong(1),
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

    @Nullable String paused(String name) {
        return jdbc
                .query(
                        "select paused from tabellion.alert_outlet"
                                + " where name = ? and paused is not null",
                        (row, _) -> row.getString(1),
                        name)
                .stream()
                .findFirst()
                .orElse(null);
    }

    void resume(String name) {
        jdbc.update("update tabellion.alert_outlet set paused = null where name = ?", name);
    }
}
