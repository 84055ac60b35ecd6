package dev.tabellion.server.access;

import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids for requests: a name of this run, drawn at the start, and a number. Unique and cheap; never a
 * secret.
 */
final class RequestIds {
    private final String run;
    private final AtomicLong last = new AtomicLong();

    /**
     * @param run 64 random bits
     */
    RequestIds(long run) {
        this.run = HexFormat.of().toHexDigits(run) + "-";
    }

    String next() {
        return run + Long.toHexString(last.incrementAndGet());
    }
}
