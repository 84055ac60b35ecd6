package dev.tabellion.signer.book;

import dev.tabellion.bytes.Sha256;
import java.time.Instant;

/**
 * How far a journal went when it was last looked at: with the hash of its last entry, everything
 * before it is fixed, too.
 *
 * @param seq 0 for a journal that has no entry yet
 * @param time when that was found
 */
public record Head(long seq, Sha256 hash, Instant time) {
    /** What the first entry names as the one before it. */
    static final Sha256 NOTHING = new Sha256("0".repeat(64));

    static Head ofEmpty(Instant time) {
        return new Head(0, NOTHING, time);
    }

    static Head of(Chain end, Instant time) {
        return new Head(end.seq(), end.hash(), time);
    }

    boolean isOfEmpty() {
        return seq == 0;
    }
}
