package dev.tabellion.signer.policy;

import dev.tabellion.collection.Mark;

/** All that one signed timestamp stands for. Says nothing about whether it was ever published. */
public record Position(PinnedRoot root, Mark snapshot, Mark timestamp) {
    /**
     * @throws IllegalArgumentException for a snapshot, which alone stands for nothing
     */
    public static Position of(SigningFact.Signed timestamp) {
        Mark snapshot = timestamp.snapshot();
        if (snapshot == null) {
            throw new IllegalArgumentException("no timestamp: " + timestamp.place());
        }
        return new Position(timestamp.root(), snapshot, timestamp.mark());
    }
}
