package dev.tabellion.detection;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What time it is by the record. Each entry bears the time of the node that appended it, and one
 * node's clock may be wrong: so a moment has passed only when none of the last {@value #KEPT}
 * entries is from before it. Behind the truth when little happens, but never ahead of it by one
 * clock alone.
 */
final class Moments {
    static final int KEPT = 1_024;

    private final Deque<Entry> earliest = new ArrayDeque<>();
    private final Deque<Entry> latest = new ArrayDeque<>();
    private long heard;
    private long highest = -1;

    void hear(Entry entry) {
        if (entry.leaf() > highest) { // a batch that was rolled back is heard again
            heard++;
            highest = entry.leaf();
        }
        while (!earliest.isEmpty() && !earliest.getLast().at().isBefore(entry.at())) {
            earliest.removeLast();
        }
        earliest.addLast(entry);
        while (!latest.isEmpty() && !latest.getLast().at().isAfter(entry.at())) {
            latest.removeLast();
        }
        latest.addLast(entry);
        forgetUntil(earliest, entry.leaf() - KEPT);
        forgetUntil(latest, entry.leaf() - KEPT);
    }

    private static void forgetUntil(Deque<Entry> entries, long leaf) {
        while (!entries.isEmpty() && entries.getFirst().leaf() <= leaf) {
            entries.removeFirst();
        }
    }

    /** Before which everything has happened; null while too little was heard. */
    @Nullable Instant passed() {
        return heard < KEPT || earliest.isEmpty() ? null : earliest.getFirst().at();
    }

    /** The one that bears the latest time of those heard lately; null before the first. */
    @Nullable Entry latest() {
        return latest.peekFirst();
    }
}
