package dev.tabellion.detection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where what is known of every view is kept. What is put is found again at once by the same thread;
 * it becomes lasting, or vanishes, as a whole with the batch. Used by one thread at a time.
 */
public interface Archive extends Past {
    /** Null if nothing is known of the view. */
    @Nullable Dossier dossier(View view);

    /**
     * Whether something was remembered of the view that cannot be read any more: whoever owns the
     * tables wrote over it, and nothing is known now.
     */
    boolean isSpoiled(View view);

    /** These will be asked for, in one go; most of them may not be there. */
    void expect(Collection<View> views);

    void put(Dossier dossier);

    void putVersion(View view, int life, RoleName role, Version version, Sha256 payload);

    void putHeld(View view, Collection<Held> held);

    /** Whose signatures an entry makes known. */
    void putSigned(Entry entry, Signatures signed);

    /**
     * Whether it is this archive that does not answer, and nobody's mistake: nothing can be judged
     * then.
     *
     * @param e what one of its methods threw
     */
    boolean isAway(RuntimeException e);

    /** The views that wait for something due before {@code instant}, in a fixed order. */
    List<View> waitingUntil(Instant instant);
}
