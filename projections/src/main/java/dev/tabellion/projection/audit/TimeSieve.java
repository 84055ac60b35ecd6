package dev.tabellion.projection.audit;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The leaves whose events happened between two instants. The log's order is that of commits, and
 * times only nearly follow it; so each leaf's own time decides.
 */
final class TimeSieve {
    private final JdbcTemplate jdbc;
    private final int finished;
    private final boolean asked;
    private final long earliest;
    private final long end;

    /**
     * @param finished how many chunks are
     */
    TimeSieve(JdbcTemplate jdbc, AuditFilter filter, int finished) {
        this.jdbc = jdbc;
        this.finished = finished;
        this.asked = filter.isTimed();
        this.earliest = filter.earliest();
        this.end = filter.end();
    }

    /** Leaves out, at both ends, chunks in which nothing fits. */
    Way narrowed(Way way) {
        if (!asked || way.isEmpty()) {
            return way;
        }
        return jdbc.queryForObject(
                """
                select coalesce(min(chunk) filter (where latest >= ? and earliest < ?), count(*)),
                    coalesce(max(chunk) filter (where latest >= ? and earliest < ?), -1),
                    count(*),
                    (select exists (select 1 from tabellion.audit_tail
                        where latest >= ? and earliest < ? and leaf_index >=
                            (select chunks::bigint * 8192 from tabellion.audit_head)))
                from tabellion.audit_time
                """,
                (row, _) ->
                        way.within(
                                row.getLong(1) * LeafSet.CHUNK,
                                row.getBoolean(4)
                                        ? Long.MAX_VALUE
                                        : (row.getLong(2) + 1) * LeafSet.CHUNK - 1),
                earliest,
                end,
                earliest,
                end,
                earliest,
                end);
    }

    void keepOnly(LeafSet leaves, int chunk) {
        if (!asked || leaves.isEmpty()) {
            return;
        }
        // before the chunk is looked for among finished ones: it may become one meanwhile
        LeafSet tail = chunk < finished ? LeafSet.empty() : tail(chunk);
        List<Times> whole = finished(chunk);
        if (whole.isEmpty()) {
            leaves.keepOnly(tail);
        } else if (whole.getFirst().each() != null) {
            leaves.keepOnly(fitting(whole.getFirst().each()));
        }
    }

    private LeafSet tail(int chunk) {
        return new TailTable(jdbc).between(chunk, earliest, end);
    }

    private List<Times> finished(int chunk) {
        return jdbc.query(
                """
                select case when earliest >= ? and latest < ? then null else times end
                from tabellion.audit_time where chunk = ?
                """,
                (row, _) -> new Times(row.getBytes(1)),
                earliest,
                end,
                chunk);
    }

    /**
     * Of a finished chunk.
     *
     * @param each leaf's time; null if all of them fit
     */
    @SuppressWarnings("ArrayRecordComponent") // read once, at once
    private record Times(byte @org.jspecify.annotations.Nullable [] each) {}

    private LeafSet fitting(byte[] times) {
        LeafSet fitting = LeafSet.empty();
        fitting.addFitting(0, times, earliest, end);
        return fitting;
    }
}
