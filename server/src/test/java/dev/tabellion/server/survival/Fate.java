package dev.tabellion.server.survival;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Counts what became of publications that were cut off, over all publishers. */
final class Fate {
    private final AtomicInteger cut = new AtomicInteger();
    private final AtomicInteger kept = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicLong longestNanos = new AtomicLong();

    /** The connection ended between the request and its answer. */
    void wasCut() {
        cut.incrementAndGet();
    }

    /** Nobody had been told, and yet it was there. */
    void wasKept() {
        kept.incrementAndGet();
    }

    /** It was not there, and could be sent again. */
    void wasLost() {
        lost.incrementAndGet();
    }

    /** Asks, and remembers how long an answer took at most. */
    <T> T timed(Supplier<T> question) {
        long asked = System.nanoTime();
        T answer = question.get();
        longestNanos.accumulateAndGet(System.nanoTime() - asked, Math::max);
        return answer;
    }

    int cut() {
        return cut.get();
    }

    int kept() {
        return kept.get();
    }

    Duration longestAnswer() {
        return Duration.ofNanos(longestNanos.get());
    }

    Map<String, String> told() {
        return Map.of(
                "cut in flight", cut.toString(),
                "unanswered and kept", kept.toString(),
                "unanswered and lost", lost.toString(),
                "longest answer", longestAnswer().toString());
    }
}
