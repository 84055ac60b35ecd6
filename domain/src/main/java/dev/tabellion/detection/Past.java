package dev.tabellion.detection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What grows with a view's history and is therefore not in its dossier. Says what was before the
 * entry at hand, on whichever side it is kept.
 */
public interface Past {
    /**
     * What the signatures of that version covered when it was shown first; null if it never was.
     */
    @Nullable Sha256 payloadOf(View view, RoleName role, Version version);

    /** Those of {@code asked} that a document of the view held once. */
    Set<Held> held(View view, Collection<Held> asked);

    /**
     * The bytes of a document that an entry names.
     *
     * @throws IllegalStateException if they are not there
     */
    Bytes file(Sha256 digest);
}
