package dev.tabellion.projection.audit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** Turns the sets of a chunk that is full into one set of leaves for each term. */
record Sealing(JdbcTemplate jdbc) {

    /** Finishes what is full; answers how many chunks are finished then. */
    int seal(int finished, long size) {
        int chunks = finished;
        while ((chunks + 1L) * LeafSet.CHUNK <= size) {
            sealTerms(chunks);
            sealTimes(chunks);
            chunks++;
        }
        return chunks;
    }

    private void sealTerms(int chunk) {
        Map<String, LeafSet> sets = new LinkedHashMap<>();
        jdbc.query(
                """
                delete from tabellion.audit_tail where chunk = ? returning term::text, leaves
                """,
                row -> {
                    sets.computeIfAbsent(row.getString(1), _ -> LeafSet.empty())
                            .addStored(row.getBytes(2));
                },
                chunk);
        jdbc.update(
                """
                insert into tabellion.audit_chunk (term, chunk, leaves)
                select term, ?::integer, leaves from unnest(?::uuid[], ?) as set (term, leaves)
                """,
                chunk,
                sets.keySet().toArray(String[]::new),
                sets.values().stream().map(LeafSet::stored).toArray(byte[][]::new));
    }

    private void sealTimes(int chunk) {
        List<Long> times = new ArrayList<>(LeafSet.CHUNK);
        jdbc.query(
                """
                with taken as (delete from tabellion.audit_tail_time
                    where leaf_index between ? and ? returning leaf_index, at)
                select at from taken order by leaf_index
                """,
                row -> {
                    times.add(row.getLong(1));
                },
                LeafSet.first(chunk),
                last(chunk));
        ByteBuffer stored = ByteBuffer.allocate(LeafSet.CHUNK * Long.BYTES);
        times.forEach(stored::putLong);
        jdbc.update(
                "insert into tabellion.audit_time (chunk, earliest, latest, times) values (?, ?, ?, ?)",
                chunk,
                times.stream().mapToLong(Long::longValue).min().orElseThrow(),
                times.stream().mapToLong(Long::longValue).max().orElseThrow(),
                stored.array());
    }

    private static long last(int chunk) {
        return LeafSet.first(chunk + 1) - 1;
    }
}
