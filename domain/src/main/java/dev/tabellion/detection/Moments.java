package dev.tabellion.detection;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What time it is by the record. Each entry bears the time of the node that appended it, and one
 * node's clock may be wrong: so a moment has passed only when none of the last {@value #KEPT}
 * entries is from before it. Behind the truth when little happens, but never ahead of it by one
 * clock alone.
 */
final class Moments {
    static final int KEPT = 1_024;

    private final Deque<Moment> earliest = new ArrayDeque<>();
    private final Deque<Moment> latest = new ArrayDeque<>();
    private long heard;
    private long next;

    /** Whether that leaf comes after the last one that was heard. */
    boolean isNext(long leaf) {
        return leaf == next;
    }

    /**
     * Forgets what was heard for what somebody else heard.
     *
     * @param lately the last {@value #KEPT}, or as many as there are, in the order of their leaves
     */
    void resume(List<Moment> lately) {
        earliest.clear();
        latest.clear();
        heard = 0;
        next = 0;
        lately.forEach(this::hear);
    }

    void hear(Moment moment) {
        heard++;
        next = moment.leaf() + 1;
        while (!earliest.isEmpty() && !earliest.getLast().at().isBefore(moment.at())) {
            earliest.removeLast();
        }
        earliest.addLast(moment);
        while (!latest.isEmpty() && !latest.getLast().at().isAfter(moment.at())) {
            latest.removeLast();
        }
        latest.addLast(moment);
        forgetUntil(earliest, moment.leaf() - KEPT);
        forgetUntil(latest, moment.leaf() - KEPT);
    }

    private static void forgetUntil(Deque<Moment> moments, long leaf) {
        while (!moments.isEmpty() && moments.getFirst().leaf() <= leaf) {
            moments.removeFirst();
        }
    }

    /** Before which everything has happened; null while too little was heard. */
    @Nullable Instant passed() {
        return heard < KEPT || earliest.isEmpty() ? null : earliest.getFirst().at();
    }

    /** The one with the latest time of those heard lately; null before the first. */
    @Nullable Moment latest() {
        return latest.peekFirst();
    }
}
