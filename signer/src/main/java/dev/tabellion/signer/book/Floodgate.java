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

    /** As many a day; whoever is refused more often is heard once a second until the day ends. */
    static final int PER_DAY = 10_000;

    private static final Duration DAY = Duration.ofDays(1);
    private static final int MOST_ASKERS = 10_000;

    private final Clock clock;
    private final Cache<String, AtomicReference<Level>> levels =
            Caffeine.newBuilder().maximumSize(MOST_ASKERS).build();

    Floodgate(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param room for so many more, as of {@code at}
     * @param day when the asker's day began
     * @param written on that day
     * @param suppressed counted since the last that was let in
     * @param lastEntry the last refusal that was written
     */
    private record Level(
            double room, Instant at, Instant day, long written, long suppressed, long lastEntry) {
        static Level fresh(Instant now) {
            return new Level(BURST, now, now, 0, 0, 0);
        }

        Level at(Instant now) {
            Duration passed = Duration.between(at, now);
            boolean isOver = Duration.between(day, now).compareTo(DAY) >= 0;
            long today = isOver ? 0 : written;
            boolean isUsedUp = today >= PER_DAY;
            double more =
                    passed.isNegative()
                            ? 0
                            : passed.toMillis() * ((isUsedUp ? 1 : PER_SECOND) / 1000.0);
            double most = isUsedUp ? 1 : BURST;
            return new Level(
                    Math.min(most, room + more),
                    now,
                    isOver ? now : day,
                    today,
                    suppressed,
                    lastEntry);
        }

        Level passing() {
            return room >= 1
                    ? new Level(room - 1, at, day, written + 1, 0, lastEntry)
                    : new Level(room, at, day, written, suppressed + 1, lastEntry);
        }

        Level standingFor(long entry) {
            return new Level(room, at, day, written, suppressed, Math.max(entry, lastEntry));
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
        level(by).updateAndGet(level -> level.standingFor(entry));
    }

    private AtomicReference<Level> level(String by) {
        return levels.get(by, _ -> new AtomicReference<>(Level.fresh(clock.instant())));
    }
}
