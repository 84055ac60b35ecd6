package dev.tabellion.collection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as the log will hold it: fixed when the event is appended, never written again. Personal
 * data is in it only as a salted commitment, the payload only as its digest.
 *
 * @param log the origin of the log it belongs to, so that no other log can replay it
 * @param actor commitment to who asked, see {@link ActorCommitment}
 * @param nonce 16 random bytes, without which a leaf could be guessed from its hash
 */
public record EventLeaf(
        String log,
        String eventId,
        Instant at,
        Gun gun,
        long sequence,
        Sha256 actor,
        String requestId,
        @Nullable String cause,
        Bytes nonce,
        CollectionEvent event,
        Bytes payload) {

    /** The longest a leaf may be: an entry's length has two bytes in a tile bundle. */
    public static final int LONGEST = 65_535;

    /** Canonical JSON, ASCII member names sorted, no floats and no nulls. */
    public Bytes bytes() {
        throw new UnsupportedOperationException();
    }
}
