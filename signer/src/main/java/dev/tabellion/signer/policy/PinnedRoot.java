package dev.tabellion.signer.policy;

import dev.tabellion.collection.Mark;
import dev.tabellion.tuf.KeyId;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A root that was verified here. Never verified again.
 *
 * @param keys those of ours that it names, for whichever role
 */
public record PinnedRoot(Mark mark, SortedSet<KeyId> keys) {
    public PinnedRoot {
        keys = Collections.unmodifiableSortedSet(new TreeSet<>(keys));
    }
}
