package dev.tabellion.signer.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.signing.JournalLine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GrowingPagesTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final CopyOnWriteArrayList<JournalLine> lines = new CopyOnWriteArrayList<>();
    private final AtomicLong commits = new AtomicLong();
    private final AtomicInteger reads = new AtomicInteger();
    private final JournalPages pages = JournalPages.of(this::read, commits::get);

    @Test
    void what_is_there_is_not_waited_for() throws Exception {
        write();

        assertThat(pages.after(0, 10, LONG)).isEqualTo(lines);
        assertThat(pages.after(1, 10, Duration.ZERO)).isEmpty();
    }

    @Test
    void who_waits_is_told_at_once_and_reads_nothing_until_then() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = threads.submit(() -> pages.after(0, 10, LONG));
            while (reads.get() == 0) {
                Thread.onSpinWait();
            }
            write();

            assertThat(waiting.get(20, TimeUnit.SECONDS)).hasSize(1);
        }
        assertThat(reads).hasValue(2);
    }

    @Test
    void growth_that_is_not_to_be_seen_yet_ends_no_patience() throws Exception {
        commits.incrementAndGet();

        assertThat(pages.after(0, 10, Duration.ofMillis(50))).isEmpty();
    }

    private void write() {
        lines.add(new JournalLine(Bytes.utf8("{}")));
        commits.incrementAndGet();
    }

    private List<JournalLine> read(long after, int most) {
        reads.incrementAndGet();
        return lines.stream().skip(after).limit(most).toList();
    }
}
