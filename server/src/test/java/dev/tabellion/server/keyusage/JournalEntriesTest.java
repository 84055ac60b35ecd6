package dev.tabellion.server.keyusage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.keyusage.PocketJournal;
import dev.tabellion.projection.keyusage.JournalEntries;
import dev.tabellion.signing.JournalLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class JournalEntriesTest {
    private static final int LENGTH = 20;

    private final List<JournalLine> written = written();

    @Test
    void entries_after_one_that_is_gone_keep_their_own_numbers() {
        Map<Long, Bytes> found = asked(without(7), 100, 5, 7, 9, 20);
        assertThat(found)
                .containsOnly(
                        Map.entry(5L, entry(5)),
                        Map.entry(9L, entry(9)),
                        Map.entry(20L, entry(20)));
    }

    @Test
    void a_page_that_is_shorter_than_asked_is_not_the_end() {
        assertThat(asked(numbered(), 3, 1, 6, 20)).hasSize(3).containsEntry(20L, entry(20));
    }

    @Test
    void what_is_not_there_yet_is_not_found() {
        assertThat(asked(numbered(), 100, 21, 22, 4_000)).isEmpty();
    }

    private record Numbered(long number, JournalLine line) {}

    /** A journal that gives out no more than {@code page} lines at once. */
    private static Map<Long, Bytes> asked(List<Numbered> rows, int page, long... numbers) {
        var entries =
                new JournalEntries(
                        (after, most) ->
                                rows.stream()
                                        .filter(row -> row.number > after)
                                        .limit(Math.min(most, page))
                                        .map(Numbered::line)
                                        .toList());
        return entries.of(LongStream.of(numbers).boxed().toList());
    }

    private List<Numbered> numbered() {
        List<Numbered> rows = new ArrayList<>();
        written.forEach(line -> rows.add(new Numbered(rows.size() + 1L, line)));
        return rows;
    }

    private List<Numbered> without(long number) {
        return numbered().stream().filter(row -> row.number != number).toList();
    }

    private Bytes entry(int number) {
        return written.get(number - 1).entry();
    }

    private static List<JournalLine> written() {
        PocketJournal journal = new PocketJournal();
        for (int version = 1; version <= LENGTH; version++) {
            journal.signed("example.com/a", "timestamp", version, "");
        }
        return journal.lines();
    }
}
