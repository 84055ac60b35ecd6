package dev.tabellion.detection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What grows with a view's history and is therefore not in its dossier. Says what was before the
 * entry at hand, on whichever side it is kept.
 */
public interface Past {
    /**
     * What the signatures of that version covered when it was shown first in that life; null if it
     * never was.
     */
    @Nullable Sha256 payloadOf(View view, int life, RoleName role, Version version);

    /** Those of {@code asked} that documents of the view held once, and then no more. */
    Set<Held> held(View view, Collection<Held> asked);

    /**
     * Where a key's signatures were made known, by view.
     *
     * @param from since when; null for ever
     * @param until before when; null for all that was heard
     * @param most how many views at most
     */
    List<Signings> signed(KeyId key, @Nullable Instant from, @Nullable Instant until, int most);

    /**
     * The bytes of a document that an entry names.
     *
     * @throws DocumentGone if they are not there
     */
    Bytes file(Sha256 digest);

    /** Whether any entry ever named a document of these bytes. */
    boolean isKnown(Sha256 digest);
}
