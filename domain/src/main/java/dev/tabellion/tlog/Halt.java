package dev.tabellion.tlog;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Why a log signs nothing any more although it could: somebody has seen that what it covers was
 * edited. Only a person ends it, never a restart.
 *
 * @param since to the microsecond, which is all that a database keeps
 * @param by what has seen it
 * @param what was seen, naming the row or file
 */
public record Halt(Instant since, String by, String what) {
    /** By whom a key is halted that does not know what it signed. */
    public static final String FORGETFUL = "the log's key";

    /** By whom a mark was put that says nothing which can be read. */
    public static final String NOBODY_KNOWN = "somebody";

    public Halt {
        since = since.truncatedTo(ChronoUnit.MICROS);
        by = SingleLine.of(by);
        what = SingleLine.of(what);
    }

    /** False of a trouble with one node's key or disk: the others may go on. */
    public boolean isOfTheLog() {
        return !isForgetful() && !isUnreadable();
    }

    /** Of a key that does not learn what it signed while it is at work. */
    public boolean isForgetful() {
        return by.equals(FORGETFUL);
    }

    /** Of a mark: it halts, and nobody knows why. */
    public boolean isUnreadable() {
        return by.equals(NOBODY_KNOWN);
    }

    /** By which a decision refers to this halt, and to no later one of the same reason. */
    public Sha256 id() {
        return Bytes.utf8(since + "\n" + by + "\n" + what).sha256();
    }
}
