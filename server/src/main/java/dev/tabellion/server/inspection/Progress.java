package dev.tabellion.server.inspection;

import dev.tabellion.tlog.TreeSize;
import java.io.PrintStream;

/** Tells a person who waits how far it is; nothing if it is soon over. Not for several threads. */
public final class Progress {
    private static final long PAUSE_NANOS = 2_000_000_000L;

    private final PrintStream out;
    private final String what;
    private long told = System.nanoTime();
    private long end;

    public Progress(PrintStream out, String what) {
        this.out = out;
        this.what = what;
    }

    void begin(TreeSize size) {
        end = size.leaves();
    }

    void done(long count) {
        long now = System.nanoTime();
        if (now - told >= PAUSE_NANOS && count < end) {
            told = now;
            out.printf("%s %,d of %,d entries (%d%%)%n", what, count, end, 100 * count / end);
        }
    }
}
