package dev.tabellion.projection.detection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.detection.Detective;
import dev.tabellion.detection.Moment;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** How far detection is, and by which rules. */
record HeadRow(JdbcTemplate jdbc) {

    /** No turn that was ever taken. */
    static final long NO_TURN = -1;

    /**
     * @param size leaves that were heard
     * @param turn the transaction that wrote last: one that was rolled back is none, so whoever
     *     finds its own here knows that what it wrote is there, and that nobody wrote since
     */
    record Head(Sha256 rules, long size, long turn) {}

    Head lock() {
        return jdbc.queryForObject(
                "select rules, size, turn from tabellion.detection_head for update",
                (row, _) ->
                        new Head(
                                Sha256.raw(Bytes.of(row.getBytes(1))),
                                row.getLong(2),
                                row.getLong(3)));
    }

    /** This turn's. */
    long move(Sha256 rules, long size) {
        return jdbc.queryForObject(
                """
                update tabellion.detection_head
                set rules = ?, size = ?, turn = pg_current_xact_id()::text::bigint
                returning turn
                """,
                (row, _) -> row.getLong(1),
                rules.bytes().toArray(),
                size);
    }

    /**
     * Forgets what other rules remembered, and how far they were: should they come back, they begin
     * at the first leaf, too. What they found stays: it may have been told.
     *
     * @param follower by whose name these rules hear the log
     */
    void forget(String follower) {
        jdbc.update("delete from tabellion.detection_dossier");
        jdbc.update("delete from tabellion.detection_version");
        jdbc.update("delete from tabellion.detection_target");
        jdbc.update("delete from tabellion.detection_signing");
        jdbc.update(
                "delete from tabellion.follower where name like 'detection-%' and name <> ?",
                follower);
    }

    /** When the last entries before a leaf happened. */
    List<Moment> lately(long leaf) {
        return jdbc.query(
                """
                select l.leaf_index, e.occurred_at
                from tabellion.log_leaf l join tabellion.event e using (global_index)
                where l.leaf_index >= ? and l.leaf_index < ? order by l.leaf_index
                """,
                (row, _) ->
                        new Moment(
                                row.getLong(1), row.getObject(2, OffsetDateTime.class).toInstant()),
                leaf - Detective.LATELY,
                leaf);
    }

    /** Whether leaves of before {@code time} were not heard. */
    boolean isBehind(long size, Instant time) {
        return isFirstBefore(
                time,
                """
                select e.occurred_at from tabellion.log_leaf l
                    join tabellion.event e using (global_index)
                where l.leaf_index = ?
                """,
                size);
    }

    /** Whether something that happened before {@code time} waits for its place in the log. */
    boolean isLogBehind(Instant time) {
        return isFirstBefore(
                time,
                """
                select e.occurred_at from tabellion.log_outbox o
                    join tabellion.event e using (global_index)
                order by o.global_index limit 1
                """);
    }

    private boolean isFirstBefore(Instant time, String question, Object... arguments) {
        return jdbc
                .query(
                        question,
                        (row, _) -> row.getObject(1, OffsetDateTime.class).toInstant(),
                        arguments)
                .stream()
                .anyMatch(first -> !first.isAfter(time));
    }
}
