package dev.tabellion.command.watch;

import java.util.HashMap;
import java.util.Map;

/**
 * Who is being heard at the moment: so many at once, and so many of one source, however long each
 * of them takes. Nobody waits here. Safe for concurrent use.
 */
final class Turns {
    private final int most;
    private final int mostOfOne;
    private final Map<String, Integer> heard = new HashMap<>();

    Turns(int most, int mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /** False if there is no room; else it is to be ended. */
    synchronized boolean begin(String source) {
        int before = heard.getOrDefault(source, 0);
        int all = heard.values().stream().mapToInt(Integer::intValue).sum();
        if (all == most || before == mostOfOne) {
            return false;
        }
        heard.put(source, before + 1);
        return true;
    }

    synchronized void end(String source) {
        heard.computeIfPresent(source, (_, count) -> count == 1 ? null : count - 1);
    }
}
