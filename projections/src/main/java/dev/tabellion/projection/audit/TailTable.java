package dev.tabellion.projection.audit;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The chunks that are not finished, a row for each batch that came: what its leaves have, and when
 * each happened. Looked through rather than indexed: all but the names of targets is a few terms
 * for each of at most 8,192 leaves; those are apart, and read only where they are asked for.
 */
record TailTable(JdbcTemplate jdbc) {

    /** Neighbouring leaves of one chunk. */
    void add(List<IndexedLeaf> leaves, Postings facts, Postings targets) {
        long[] times = leaves.stream().mapToLong(leaf -> AuditTables.micros(leaf.at())).toArray();
        jdbc.update(
                """
                insert into tabellion.audit_tail
                    (leaf_index, earliest, latest, times, terms, targets)
                values (?, ?, ?, ?, ?, ?)
                """,
                leaves.getFirst().index(),
                Arrays.stream(times).min().orElseThrow(),
                Arrays.stream(times).max().orElseThrow(),
                stored(times),
                facts.stored(),
                targets.stored());
    }

    /**
     * What is there of a chunk for some terms.
     *
     * @param targets whether names of targets are among them
     */
    Postings of(int chunk, Set<UUID> wanted, boolean targets) {
        Postings postings = new Postings();
        jdbc.query(
                """
                select terms, case when ? then targets end
                from tabellion.audit_tail where leaf_index between ? and ?
                """,
                row -> {
                    postings.addStored(row.getBytes(1), wanted);
                    if (targets) {
                        postings.addStored(row.getBytes(2), wanted);
                    }
                },
                targets,
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
                    fitting.addFitting(place, row.getBytes(2), earliest, end);
                },
                LeafSet.first(chunk),
                last(chunk),
                earliest,
                end);
        return fitting;
    }

    /**
     * Takes a whole chunk away; answers when each of its leaves happened.
     *
     * @throws IllegalStateException unless each of its leaves is there
     */
    long[] take(int chunk, Postings into) {
        long[] times = new long[LeafSet.CHUNK];
        AtomicInteger leaves = new AtomicInteger();
        jdbc.query(
                """
                delete from tabellion.audit_tail where leaf_index between ? and ?
                returning leaf_index, times, terms, targets
                """,
                row -> {
                    LongBuffer some = times(row.getBytes(2));
                    int place = (int) (row.getLong(1) - LeafSet.first(chunk));
                    leaves.addAndGet(some.remaining());
                    some.get(times, place, some.remaining());
                    into.addStored(row.getBytes(3));
                    into.addStored(row.getBytes(4));
                },
                LeafSet.first(chunk),
                last(chunk));
        if (leaves.get() != LeafSet.CHUNK) {
            throw new IllegalStateException(
                    "of chunk %d of the audit trail %,d leaves are there; make it anew by 'rebuild'"
                            .formatted(chunk, leaves.get()));
        }
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
                    forget(terms, until, row.getLong(1), row.getBytes(2));
                },
                until);
    }

    private void forget(Map<UUID, List<UUID>> terms, long until, long first, byte[] stored) {
        Postings bearing = new Postings();
        bearing.addStored(stored, terms.keySet());
        if (bearing.isEmpty()) {
            return;
        }
        Postings all = new Postings();
        all.addStored(stored);
        if (forget(terms, until - LeafSet.first(chunk(first)), all)) {
            jdbc.update(
                    "update tabellion.audit_tail set terms = ? where leaf_index = ?",
                    all.stored(),
                    first);
        }
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
