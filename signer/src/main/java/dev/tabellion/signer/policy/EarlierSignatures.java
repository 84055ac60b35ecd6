package dev.tabellion.signer.policy;

import dev.tabellion.collection.KeyPlace;
import dev.tabellion.tuf.Version;
import org.jspecify.annotations.Nullable;

/** The journal's answer to who has forgotten what was signed for it. Never asked in vain. */
@FunctionalInterface
public interface EarlierSignatures {
    /** What was signed for the place at that version, however long ago; null if nothing was. */
    @Nullable LastSigned of(KeyPlace place, Version version);
}
