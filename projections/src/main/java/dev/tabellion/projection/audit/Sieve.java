package dev.tabellion.projection.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * One search's view of the index: for each kind that is filtered the leaves that have one of its
 * values. Holds the chunks of one stretch at a time; for one thread.
 */
final class Sieve {
    /** One statement, so that a chunk which is finished meanwhile is seen once, here or there. */
    private static final String LEAVES =
            """
            select term, chunk::bigint as place, leaves from tabellion.audit_chunk
            where term = any(?::uuid[]) and chunk between ? and ?
            union all
            select term, leaf_index, null from tabellion.audit_tail
            where term = any(?::uuid[]) and leaf_index between
                greatest(?, (select chunks::bigint * 8192 from tabellion.audit_head)) and ?
            """;

    private final JdbcTemplate jdbc;
    private final TimeSieve times;
    private final List<Set<UUID>> wanted;
    private final String[] terms;
    private final Map<Integer, List<LeafSet>> chunks = new HashMap<>();

    Sieve(JdbcTemplate jdbc, AuditFilter filter) {
        this.jdbc = jdbc;
        this.times = new TimeSieve(jdbc, filter);
        this.wanted =
                filter.values().entrySet().stream()
                        .map(
                                kind ->
                                        kind.getValue().stream()
                                                .map(v -> Term.of(kind.getKey(), v).id())
                                                .collect(Collectors.toUnmodifiableSet()))
                        .toList();
        this.terms =
                wanted.stream()
                        .flatMap(Set::stream)
                        .map(UUID::toString)
                        .distinct()
                        .toArray(String[]::new);
    }

    /** The part of the way in which times can fit. */
    Way narrowed(Way way) {
        return times.narrowed(way);
    }

    /** Reads what is needed for these chunks, which lie side by side. */
    void fill(List<Way> part) {
        chunks.clear();
        if (wanted.isEmpty()) {
            return;
        }
        int lowest = Math.min(part.getFirst().number(), part.getLast().number());
        int highest = Math.max(part.getFirst().number(), part.getLast().number());
        jdbc.query(
                LEAVES,
                row -> {
                    add(row.getObject(1, UUID.class), row.getLong(2), row.getBytes(3));
                },
                terms,
                lowest,
                highest,
                terms,
                (long) lowest * LeafSet.CHUNK,
                (highest + 1L) * LeafSet.CHUNK - 1);
    }

    private void add(UUID term, long place, byte @Nullable [] stored) {
        int chunk = (int) (stored == null ? place / LeafSet.CHUNK : place);
        List<LeafSet> kinds = chunks.computeIfAbsent(chunk, _ -> empties());
        for (int i = 0; i < wanted.size(); i++) {
            if (wanted.get(i).contains(term)) {
                if (stored == null) {
                    kinds.get(i).add((int) (place % LeafSet.CHUNK));
                } else {
                    kinds.get(i).add(LeafSet.read(stored));
                }
            }
        }
    }

    private List<LeafSet> empties() {
        List<LeafSet> kinds = new ArrayList<>();
        wanted.forEach(_ -> kinds.add(LeafSet.empty()));
        return kinds;
    }

    /**
     * Adds what fits in a chunk until there are enough.
     *
     * @return the last one, if with it there are enough; null if the chunk has no more
     */
    @Nullable Long collect(Way chunk, List<Long> found, int enough) {
        LeafSet left = chunk.leaves();
        if (!wanted.isEmpty()) {
            List<LeafSet> kinds = chunks.get(chunk.number());
            if (kinds == null) {
                return null;
            }
            kinds.forEach(left::keepOnly);
        }
        times.keepOnly(left, chunk.number());
        long first = (long) chunk.number() * LeafSet.CHUNK;
        boolean back = chunk.direction() == Direction.NEWEST_FIRST;
        int place = back ? left.previous(LeafSet.CHUNK - 1) : left.next(0);
        while (place >= 0) {
            found.add(first + place);
            if (found.size() == enough) {
                return first + place;
            }
            place = back ? left.previous(place - 1) : left.next(place + 1);
        }
        return null;
    }
}
