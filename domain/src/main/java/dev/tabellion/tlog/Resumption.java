package dev.tabellion.tlog;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a person decided: that a log may sign again after one halt, and after no other.
 *
 * @param halt by its {@linkplain Halt#id id}
 * @param at to the microsecond, which is all that a database keeps
 */
public record Resumption(Sha256 halt, Instant at, String by, String reason) {
    /** With spaces, which no log's name has: so this is never taken for a checkpoint's text. */
    private static final String TITLE = "tabellion log resumption 1";

    public Resumption {
        at = at.truncatedTo(ChronoUnit.MICROS);
        by = SingleLine.of(by);
        reason = SingleLine.of(reason);
    }

    /** What the log's key signs, each part a line. */
    public Bytes text(KeyName log) {
        return Bytes.utf8(
                String.join("\n", TITLE, log.text(), halt.hex(), at.toString(), by, reason) + "\n");
    }
}
