package dev.tabellion.background;

import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What goes on in this process beside requests and fell over lately, by its thread's name. Of the
 * process, as threads are: whoever asks need not know who started them.
 */
public final class Fallen {
    /** So that work that falls again and again is seen doing so. */
    private static final Duration LATELY = Duration.ofMinutes(10);

    private static final Map<String, Fall> FALLS = new ConcurrentHashMap<>();

    private record Fall(int times, long last, String why) {}

    private Fallen() {}

    static void tell(String name, Throwable why) {
        Fall first = new Fall(1, System.nanoTime(), why.getClass().getSimpleName());
        FALLS.merge(
                name, first, (before, now) -> new Fall(before.times() + 1, now.last(), now.why()));
    }

    static void forget(String name) {
        FALLS.remove(name);
    }

    /** In words fit for anybody's eyes. */
    public static SortedMap<String, String> lately() {
        SortedMap<String, String> lately = new TreeMap<>();
        FALLS.forEach(
                (name, fall) -> {
                    if (System.nanoTime() - fall.last() < LATELY.toNanos()) {
                        lately.put(
                                name, "%d times, last by %s".formatted(fall.times(), fall.why()));
                    }
                });
        return lately;
    }
}
