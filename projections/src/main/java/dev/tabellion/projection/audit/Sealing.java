package dev.tabellion.projection.audit;

import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** Turns what batches told of a chunk that is full into one set of leaves for each term. */
record Sealing(JdbcTemplate jdbc) {

    /** Finishes what is full; answers how many chunks are finished then. */
    int seal(int finished, long size) {
        int chunks = finished;
        while ((chunks + 1L) * LeafSet.CHUNK <= size) {
            seal(chunks);
            chunks++;
        }
        return chunks;
    }

    private void seal(int chunk) {
        Postings postings = new Postings();
        long[] times = new TailTable(jdbc).take(chunk, postings);
        Map<UUID, byte[]> sets = postings.storedSets();
        jdbc.update(
                """
                insert into tabellion.audit_chunk (term, chunk, leaves)
                select term, ?::integer, leaves from unnest(?::uuid[], ?) as set (term, leaves)
                """,
                chunk,
                sets.keySet().stream().map(UUID::toString).toArray(String[]::new),
                sets.values().toArray(byte[][]::new));
        jdbc.update(
                "insert into tabellion.audit_time (chunk, earliest, latest, times) values (?, ?, ?, ?)",
                chunk,
                Arrays.stream(times).min().orElseThrow(),
                Arrays.stream(times).max().orElseThrow(),
                TailTable.stored(times));
    }
}
