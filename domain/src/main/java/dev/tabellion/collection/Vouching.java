package dev.tabellion.collection;

import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.Version;
import java.time.Instant;
import java.util.List;

/**
 * The timestamp that is wanted along with a snapshot, over its file. Has no payload: whoever signs
 * the snapshot writes it, since nobody else has that file yet.
 *
 * @param keys every one of them is to sign
 */
public record Vouching(Version version, List<KeyId> keys, Instant expires) {
    public Vouching {
        keys = List.copyOf(keys);
    }
}
