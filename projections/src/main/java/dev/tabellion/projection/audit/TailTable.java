package dev.tabellion.projection.audit;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The chunks that are not finished, a row for each batch that came: what its leaves have, and when
 * each happened. Never large, so it is looked through rather than indexed.
 */
record TailTable(JdbcTemplate jdbc) {

    /** Neighbouring leaves of one chunk. */
    void add(List<IndexedLeaf> leaves, Postings postings) {
        long[] times = leaves.stream().mapToLong(leaf -> AuditTables.micros(leaf.at())).toArray();
        jdbc.update(
                """
                insert into tabellion.audit_tail (leaf_index, earliest, latest, times, terms)
                values (?, ?, ?, ?, ?)
                """,
                leaves.getFirst().index(),
                Arrays.stream(times).min().orElseThrow(),
                Arrays.stream(times).max().orElseThrow(),
                stored(times),
                postings.stored());
    }

    /** What is there of a chunk for some terms. */
    Postings of(int chunk, Set<UUID> wanted) {
        Postings postings = new Postings();
        jdbc.query(
                "select terms from tabellion.audit_tail where leaf_index between ? and ?",
                row -> {
                    postings.addStored(row.getBytes(1), wanted);
                },
                LeafSet.first(chunk),
                last(chunk));
        return postings;
    }

    /** The leaves of a chunk that happened from one time on and before another, in microseconds. */
    LeafSet between(int chunk, long earliest, long end) {
        LeafSet fitting = LeafSet.empty();
        jdbc.query(
                """
                select leaf_index, times from tabellion.audit_tail
                where leaf_index between ? and ? and latest >= ? and earliest < ?
                """,
                row -> {
                    int place = (int) (row.getLong(1) - LeafSet.first(chunk));
                    for (LongBuffer at = times(row.getBytes(2)); at.hasRemaining(); place++) {
                        long each = at.get();
                        if (each >= earliest && each < end) {
                            fitting.add(place);
                        }
                    }
                },
                LeafSet.first(chunk),
                last(chunk),
                earliest,
                end);
        return fitting;
    }

    /** Takes a whole chunk away; answers when each of its leaves happened. */
    long[] take(int chunk, Postings into) {
        long[] times = new long[LeafSet.CHUNK];
        jdbc.query(
                """
                delete from tabellion.audit_tail where leaf_index between ? and ?
                returning leaf_index, times, terms
                """,
                row -> {
                    LongBuffer some = times(row.getBytes(2));
                    int place = (int) (row.getLong(1) - LeafSet.first(chunk));
                    some.get(times, place, some.remaining());
                    into.addStored(row.getBytes(3));
                },
                LeafSet.first(chunk),
                last(chunk));
        return times;
    }

    /**
     * Takes leaves away from terms.
     *
     * @param terms by the term that those leaves have, too
     * @param until only of leaves before that one
     */
    void forget(Map<UUID, List<UUID>> terms, long until) {
        jdbc.query(
                "select leaf_index, terms from tabellion.audit_tail where leaf_index < ?",
                row -> {
                    long first = row.getLong(1);
                    Postings postings = new Postings();
                    postings.addStored(row.getBytes(2));
                    if (forget(terms, until - LeafSet.first(chunk(first)), postings)) {
                        jdbc.update(
                                "update tabellion.audit_tail set terms = ? where leaf_index = ?",
                                postings.stored(),
                                first);
                    }
                },
                until);
    }

    private static boolean forget(Map<UUID, List<UUID>> terms, long end, Postings postings) {
        boolean changed = false;
        for (Map.Entry<UUID, List<UUID>> each : terms.entrySet()) {
            LeafSet gone = postings.copyOf(each.getKey());
            gone.removeFrom(end);
            if (!gone.isEmpty()) {
                each.getValue().forEach(term -> postings.of(term).remove(gone));
                changed = true;
            }
        }
        return changed;
    }

    static byte[] stored(long[] times) {
        ByteBuffer stored = ByteBuffer.allocate(times.length * Long.BYTES);
        stored.asLongBuffer().put(times);
        return stored.array();
    }

    private static LongBuffer times(byte[] stored) {
        return ByteBuffer.wrap(stored).asLongBuffer();
    }

    private static int chunk(long leaf) {
        return (int) (leaf / LeafSet.CHUNK);
    }

    private static long last(int chunk) {
        return LeafSet.first(chunk + 1) - 1;
    }
}
