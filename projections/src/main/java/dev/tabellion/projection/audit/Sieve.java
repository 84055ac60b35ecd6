package dev.tabellion.projection.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * One search's view of the index: the leaves that have one of the wanted values of each kind that
 * is filtered. Holds the chunks of one stretch at a time; for one thread.
 */
final class Sieve {
    private static final String OF_A_STRETCH =
            """
            select chunk, leaves from tabellion.audit_chunk
            where term = any(?::uuid[]) and chunk between ? and ?
            """;

    private static final String OF_SOME = OF_A_STRETCH + " and chunk = any(?::int[])";

    private final JdbcTemplate jdbc;
    private final TimeSieve times;
    private final int finished;
    private final boolean named;

    /** The terms of each kind, the fewest first. */
    private final List<Set<UUID>> kinds;

    /** What there is of all terms in the chunks that are being filled. */
    private final Map<Integer, Postings> tails = new HashMap<>();

    /** What is left of each chunk. */
    private final Map<Integer, LeafSet> left = new HashMap<>();

    /**
     * @param finished how many chunks are
     */
    Sieve(JdbcTemplate jdbc, AuditFilter filter, int finished) {
        this.jdbc = jdbc;
        this.times = new TimeSieve(jdbc, filter, finished);
        this.finished = finished;
        this.named = filter.values().containsKey(TermKind.TARGET);
        this.kinds =
                filter.values().entrySet().stream()
                        .map(kind -> terms(kind.getKey(), kind.getValue()))
                        .sorted(Comparator.comparingInt(Set::size))
                        .toList();
    }

    private static Set<UUID> terms(TermKind kind, List<String> values) {
        return values.stream()
                .map(value -> Term.of(kind, value).id())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The part of the way in which times can fit. */
    Way narrowed(Way way) {
        return times.narrowed(way);
    }

    /**
     * Reads what is needed for these chunks, which lie side by side. Kind after kind, the one with
     * the fewest values first: of a chunk in which nothing is left no more is read.
     */
    void fill(List<Way> part) {
        left.clear();
        if (kinds.isEmpty()) {
            return;
        }
        part.forEach(chunk -> left.put(chunk.number(), chunk.leaves()));
        left.keySet().forEach(this::readTail);
        for (Set<UUID> terms : kinds) {
            Map<Integer, LeafSet> these = read(terms);
            left.entrySet().removeIf(chunk -> nothingLeft(chunk, these.get(chunk.getKey())));
            if (left.isEmpty()) {
                return;
            }
        }
    }

    private static boolean nothingLeft(Map.Entry<Integer, LeafSet> chunk, @Nullable LeafSet these) {
        if (these == null) {
            return true;
        }
        chunk.getValue().keepOnly(these);
        return chunk.getValue().isEmpty();
    }

    /** Before finished chunks are read: one that is finished meanwhile is seen there, too. */
    private void readTail(int chunk) {
        if (chunk >= finished) {
            Set<UUID> wanted = kinds.stream().flatMap(Set::stream).collect(Collectors.toSet());
            tails.computeIfAbsent(chunk, _ -> new TailTable(jdbc).of(chunk, wanted, named));
        }
    }

    /** The leaves, chunk by chunk, that have one of the terms. */
    private Map<Integer, LeafSet> read(Set<UUID> terms) {
        Map<Integer, LeafSet> read = finished(terms);
        for (int chunk : left.keySet()) {
            Postings tail = tails.get(chunk);
            if (tail != null) {
                LeafSet all = read.computeIfAbsent(chunk, _ -> LeafSet.empty());
                terms.forEach(term -> all.addAll(tail.copyOf(term)));
            }
        }
        return read;
    }

    private Map<Integer, LeafSet> finished(Set<UUID> terms) {
        Map<Integer, LeafSet> read = new HashMap<>();
        int lowest = Collections.min(left.keySet());
        int highest = Collections.max(left.keySet());
        boolean whole = left.size() == highest - lowest + 1;
        List<Object> arguments = new ArrayList<>();
        arguments.add(terms.stream().map(UUID::toString).toArray(String[]::new));
        arguments.addAll(List.of(lowest, highest));
        if (!whole) {
            arguments.add(left.keySet().toArray(Integer[]::new));
        }
        jdbc.query(
                whole ? OF_A_STRETCH : OF_SOME,
                row -> {
                    read.computeIfAbsent(row.getInt(1), _ -> LeafSet.empty())
                            .addStored(row.getBytes(2));
                },
                arguments.toArray());
        return read;
    }

    /**
     * Adds what fits in a chunk until there are enough.
     *
     * @return the last one, if with it there are enough; null if the chunk has no more
     */
    @Nullable Long collect(Way chunk, List<Long> found, int enough) {
        LeafSet fitting = kinds.isEmpty() ? chunk.leaves() : left.get(chunk.number());
        if (fitting == null) {
            return null;
        }
        times.keepOnly(fitting, chunk.number());
        long first = (long) chunk.number() * LeafSet.CHUNK;
        boolean back = chunk.direction() == Direction.NEWEST_FIRST;
        int place = back ? fitting.previous(LeafSet.CHUNK - 1) : fitting.next(0);
        while (place >= 0) {
            found.add(first + place);
            if (found.size() == enough) {
                return first + place;
            }
            place = back ? fitting.previous(place - 1) : fitting.next(place + 1);
        }
        return null;
    }
}
