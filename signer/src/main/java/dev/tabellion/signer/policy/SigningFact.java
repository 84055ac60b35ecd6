package dev.tabellion.signer.policy;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.Mark;
import dev.tabellion.collection.PublishedTimestamp;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the journal tells that changes what may be signed next. Refusals change nothing. */
public sealed interface SigningFact {
    Instant at();

    /** A key was made or imported for one place. */
    record KeyCreated(KeyPlace place, KeyId key, Instant at) implements SigningFact {}

    /**
     * A snapshot or a timestamp was signed.
     *
     * @param entry where in the journal the signatures are
     * @param base the timestamp file it was built upon; null before a life's first
     * @param file the digest of the file: the payload with its signatures around it
     * @param root the root that names the keys
     * @param snapshot what a timestamp vouches for; null for a snapshot
     */
    record Signed(
            long entry,
            Instant at,
            KeyPlace place,
            @Nullable Sha256 base,
            Version version,
            Instant expires,
            List<KeyId> keys,
            Bytes payload,
            Sha256 file,
            PinnedRoot root,
            @Nullable Mark snapshot)
            implements SigningFact {
        public Signed {
            keys = List.copyOf(keys);
            boolean isTimestamp = place.role().equals(RoleName.TIMESTAMP);
            if (isTimestamp != (snapshot != null)) {
                throw new IllegalArgumentException(
                        "a timestamp, and nothing else, vouches for a snapshot: " + place);
            }
        }

        Mark mark() {
            return new Mark(version, file);
        }
    }

    /** The server told that it committed this timestamp. */
    record Published(PublishedTimestamp timestamp, Instant at) implements SigningFact {}

    /**
     * A life came from elsewhere, by a ceremony. Of its keys told before, those that the position's
     * root does not name are retired; those told after wait for a root.
     *
     * @param position what is published; null for a life that was over already
     */
    record Imported(Gun gun, int life, @Nullable Position position, Instant at)
            implements SigningFact {}

    /**
     * By a ceremony after the signer's own book was rolled back: this is where the life stands,
     * whatever the book remembers. Never goes back to an earlier life.
     */
    record Reinstated(Gun gun, int life, Position position, Instant at) implements SigningFact {}

    /** The signer's own book was rolled back and resumed: what it remembers may be too little. */
    record Restored(Instant at) implements SigningFact {}
}
