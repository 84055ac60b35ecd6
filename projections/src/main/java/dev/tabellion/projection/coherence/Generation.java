package dev.tabellion.projection.coherence;

import dev.tabellion.bytes.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * One collection between two of its changes. Copies bear the generation that was current before
 * they were read from the store, so a copy read while a change came in is never served: its
 * generation ended. Never revived.
 */
public final class Generation {
    private static final int UNKNOWN = -1;

    private volatile boolean ended;
    private volatile int life = UNKNOWN;
    private volatile @Nullable Sha256 timestamp;

    Generation() {}

    public boolean hasEnded() {
        return ended;
    }

    void end() {
        ended = true;
    }

    /** The life that a read begun in this generation found; true once one did. */
    public boolean knowsLife() {
        return life != UNKNOWN;
    }

    /** 0 while the collection is in no life. */
    public int life() {
        return life;
    }

    public void foundLife(int found) {
        life = found;
    }

    /** Tells which timestamp was read in this generation. */
    public void foundTimestamp(Sha256 digest) {
        timestamp = digest;
    }

    /** Whether what this generation's copies were read from had that timestamp already. */
    boolean has(@Nullable Sha256 newest) {
        Sha256 known = timestamp;
        return known != null && known.equals(newest);
    }
}
