package dev.tabellion.projection.audit;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Finds leaves by what they have, chunk by chunk, from either end. The work for one page is
 * bounded: it may find fewer than asked for and say from where to go on.
 *
 * <p>Throws {@link org.springframework.dao.DataAccessException} if the store does not answer.
 */
public final class AuditIndex {
    /** For one page: 16 million leaves, where nothing was found in so many. */
    private static final int MOST_CHUNKS = 2_048;

    private static final int FACTOR = 4;

    private final JdbcTemplate jdbc;

    public AuditIndex(DataSource reads) {
        this.jdbc = new JdbcTemplate(reads);
    }

    /** How many leaves are indexed: those before that one. */
    public long size() {
        return new AuditTables(jdbc).head().size();
    }

    /**
     * @param after the leaf to go on from, itself not included; null to begin
     */
    public AuditPage find(
            AuditFilter filter, Direction direction, @Nullable Long after, int atMost) {
        AuditTables.Head head = new AuditTables(jdbc).head();
        long size = head.size();
        Way way = Way.through(filter, direction, after, size);
        Sieve sieve = new Sieve(jdbc, filter, head.chunks());
        way = sieve.narrowed(way);
        List<Long> found = new ArrayList<>();
        int looked = 0;
        for (int width = 1; !way.isEmpty() && looked < MOST_CHUNKS; width *= FACTOR) {
            List<Way> part = way.chunks(Math.min(width, MOST_CHUNKS - looked));
            sieve.fill(part);
            for (Way chunk : part) {
                Long last = sieve.collect(chunk, found, atMost);
                if (last != null) {
                    return new AuditPage(found, size, last);
                }
            }
            looked += part.size();
            way = way.beyond(part.getLast());
        }
        return new AuditPage(found, size, way.isEmpty() ? null : way.before());
    }
}
