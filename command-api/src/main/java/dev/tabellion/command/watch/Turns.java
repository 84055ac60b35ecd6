package dev.tabellion.command.watch;

import java.util.HashMap;
import java.util.Map;

/**
 * Who is being heard at the moment: so many at once, and so many of one source, however long each
 * of them takes. Many may share a source, as behind a proxy; where there is a crowd, only those get
 * in of whose source nobody is being heard. Nobody waits here. Safe for concurrent use.
 */
final class Turns {
    private final int most;
    private final int mostOfOne;
    private final int crowd;
    private final Map<String, Integer> heard = new HashMap<>();

    /**
     * @param crowd so many at once are one
     */
    Turns(int most, int mostOfOne, int crowd) {
        this.most = most;
        this.mostOfOne = mostOfOne;
        this.crowd = crowd;
    }

    /** False if there is no room; else it is to be ended. */
    synchronized boolean begin(String source) {
        int before = heard.getOrDefault(source, 0);
        int all = heard.values().stream().mapToInt(Integer::intValue).sum();
        if (all >= (before == 0 ? most : crowd) || before == mostOfOne) {
            return false;
        }
        heard.put(source, before + 1);
        return true;
    }

    synchronized void end(String source) {
        heard.computeIfPresent(source, (_, count) -> count == 1 ? null : count - 1);
    }
}
