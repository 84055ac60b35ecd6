package dev.tabellion.forensics;

import dev.tabellion.collection.Gun;
import dev.tabellion.detection.Playbook;
import dev.tabellion.tuf.RoleName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that ends what a stolen key can do, and what shows that it was done: an event, never
 * somebody's word.
 *
 * @param gun null where it concerns all collections
 * @param role null where it concerns no role
 * @param due when time does it; null where somebody has to
 * @param done null while it is open
 */
public record RecoveryTask(
        Playbook playbook,
        Aim aim,
        @Nullable Gun gun,
        @Nullable RoleName role,
        @Nullable Instant due,
        @Nullable Done done) {

    /** What is to be reached. */
    public enum Aim {
        /** Somebody said, for the record, that the key is in other hands. */
        DECLARED,
        /** A checkpoint covers that. */
        CHECKPOINTED,
        /** Somebody else cosigned such a checkpoint. */
        WITNESSED,
        /** Who named the key for the role names it no more. */
        REPLACED,
        /** The role has a document by its new keys; a root one that they alone signed. */
        SIGNED_ANEW,
        /** A timestamp leads clients to it. */
        LED_TO,
        /** Nothing that is served bears the key's signature. */
        CLEARED,
        /** All that the key signed and that is not served has expired. */
        OUTLIVED
    }

    /**
     * What shows it.
     *
     * @param leaf null where time alone did it
     */
    public record Done(@Nullable Long leaf, Instant at) {}

    public boolean isDone() {
        return done != null;
    }
}
