package dev.tabellion.signer.checkpoint;

import dev.tabellion.tlog.EndedHalt;
import dev.tabellion.tlog.Halt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that halts one open key: the mark in its folder, what could not be put there, and that it was
 * opened without what it signed last. Changed by one thread at a time, read by any.
 */
final class Halts {
    private final LogFolder folder;

    /** For its whole life, whatever is put into the folder meanwhile: it would write over that. */
    private final @Nullable Halt forgetful;

    /** A halt whose mark cannot be put into the folder: it holds for as long as this is open. */
    private volatile @Nullable Halt unmarked;

    Halts(LogFolder folder, @Nullable Halt forgetful) {
        this.folder = folder;
        this.forgetful = forgetful;
    }

    /** Null if nothing halts. */
    @Nullable Halt first() {
        Halt marked = folder.mark().first();
        Halt own = unmarked;
        if (marked == null) {
            return forgetful == null ? own : forgetful;
        }
        return marked.isUnreadable() && own != null ? own : marked; // which others are to know
    }

    void add(Halt halt) {
        Halt first = unmarked == null ? halt : unmarked;
        unmarked = first; // nothing is signed from here on, whatever the disk says
        try {
            if (folder.mark().put(first) && folder.mark().put(halt)) {
                unmarked = null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("halting the log in " + folder.path(), e);
        }
    }

    /** Those that others saw. */
    void hear(List<Halt> told) {
        try {
            folder.mark().add(told);
        } catch (IOException e) {
            told.forEach(this::add); // which fails as well, and signs nothing meanwhile
        }
    }

    void end(EndedHalt ended) {
        try {
            folder.ending().end(List.of(ended));
            if (ended.halt().equals(unmarked)) {
                unmarked = null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("resuming the log in " + folder.path(), e);
        }
    }
}
