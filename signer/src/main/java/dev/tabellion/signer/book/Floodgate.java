package dev.tabellion.signer.book;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Lets so many refusals of one asker into the journal and counts the others, so that nobody fills a
 * disk by being refused. A crash loses such a count, never an entry.
 */
final class Floodgate {
    static final int BURST = 1_000;
    static final int PER_SECOND = 50;
    private static final int MOST_ASKERS = 10_000;

    private final Clock clock;
    private final Cache<String, AtomicReference<Level>> levels =
            Caffeine.newBuilder().maximumSize(MOST_ASKERS).build();

    Floodgate(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param room for so many more, as of {@code at}
     * @param suppressed counted since the last that was let in
     * @param lastEntry the last refusal that was written
     */
    private record Level(double room, Instant at, long suppressed, long lastEntry) {
        Level at(Instant now) {
            Duration passed = Duration.between(at, now);
            double more = passed.isNegative() ? 0 : passed.toMillis() * (PER_SECOND / 1000.0);
            return new Level(Math.min(BURST, room + more), now, suppressed, lastEntry);
        }

        Level passing() {
            return room >= 1
                    ? new Level(room - 1, at, 0, lastEntry)
                    : new Level(room, at, suppressed + 1, lastEntry);
        }
    }

    /** Whether a refusal is to be written; if so, how many before it were not. */
    sealed interface Passage {
        record Written(long suppressed) implements Passage {}

        /**
         * @param lastEntry the entry that stands for it: the asker's last that was written
         */
        record Counted(long lastEntry) implements Passage {}
    }

    Passage pass(String by) {
        Instant now = clock.instant();
        Level before = level(by).getAndUpdate(level -> level.at(now).passing()).at(now);
        return before.room() >= 1
                ? new Passage.Written(before.suppressed())
                : new Passage.Counted(before.lastEntry());
    }

    void written(String by, long entry) {
        level(by)
                .updateAndGet(
                        level ->
                                new Level(
                                        level.room(),
                                        level.at(),
                                        level.suppressed(),
                                        Math.max(entry, level.lastEntry())));
    }

    private AtomicReference<Level> level(String by) {
        return levels.get(by, _ -> new AtomicReference<>(new Level(BURST, clock.instant(), 0, 0)));
    }
}
