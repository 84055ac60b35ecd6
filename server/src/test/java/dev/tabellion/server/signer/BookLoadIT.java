package dev.tabellion.server.signer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.collection.Gun;
import dev.tabellion.json.PlainJsonReader;
import dev.tabellion.signer.book.JournalEntry;
import dev.tabellion.signer.book.Verification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Many who ask at once, and a long history. */
class BookLoadIT {
    private static final int THREADS = 16;
    private static final int GUNS = 40;
    private static final int VERSIONS = 12;

    @TempDir private Path place;

    @Test
    void what_waits_together_is_written_together_and_each_answer_has_its_entry() throws Exception {
        try (var room = new BookRoom(place);
                var threads = Executors.newFixedThreadPool(THREADS)) {
            Map<Long, String> answered = new ConcurrentHashMap<>();
            List<Callable<Void>> work = new ArrayList<>();
            for (int g = 0; g < GUNS; g++) {
                var gun = new Gun("example.com/" + g);
                work.add(
                        () -> {
                            for (int version = 1; version <= VERSIONS; version++) {
                                answered.put(room.sign(gun, version), gun + " " + version);
                            }
                            return null;
                        });
            }
            for (var each : threads.invokeAll(work)) {
                each.get();
            }

            assertThat(answered).hasSize(GUNS * VERSIONS);
            Map<Long, String> told = new HashMap<>();
            for (JournalEntry entry : room.book.after(0, Integer.MAX_VALUE)) {
                var json = PlainJsonReader.of(entry.json()).object("told");
                told.put(entry.seq(), json.text("gun") + " " + json.number("version"));
            }
            assertThat(told).isEqualTo(answered);
            assertThat(room.book.verify()).isInstanceOf(Verification.Intact.class);
            assertThat(room.book.commits()).isLessThan(GUNS * VERSIONS / 2);
        }
    }

    @Test
    void a_standing_is_found_without_reading_a_long_history() throws Exception {
        try (var room = new BookRoom(place)) {
            var gun = new Gun("example.com/long");
            room.book.close();
            room.tamper(
                    """
                    insert into signer.journal (seq, entry, hash, kind, recorded_at, gun, life,
                        role, keys)
                    select n, 'x', sha256('x'), 'refused/1', now(), '%s', 1, 'timestamp', '{}'
                    from generate_series(1, 10000) n"""
                            .formatted(gun.value()),
                    "analyze signer.journal");
            Files.delete(room.head().path());
            room.book = room.open();
            room.book.resume("operator");
            for (int version = 1; version <= 200; version++) {
                room.sign(gun, version);
            }
            room.reopen();
            long before = rowsRead(room);
            assertThat(room.standing(gun).highestLife()).isEqualTo(1);
            assertThat(rowsRead(room) - before).isBetween(2L, 60L);
        }
    }

    private static long rowsRead(BookRoom room) {
        var database = new JdbcTemplate(room.pool);
        database.execute("select pg_stat_force_next_flush()");
        Long rows =
                database.queryForObject(
                        "select idx_tup_fetch + seq_tup_read from pg_stat_user_tables"
                                + " where schemaname = 'signer' and relname = 'journal'",
                        Long.class);
        return rows == null ? 0 : rows;
    }
}
