package dev.tabellion.collection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Timestamp;
import dev.tabellion.tuf.Version;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to be signed, with the evidence that justifies them: the signer reads both for itself.
 *
 * @param keys every one of them is to sign
 * @param payload the canonical bytes of one document of {@code place}'s role
 * @param base the timestamp file that is served until this is published; null before a life's first
 * @param evidence what publishers offer now, and of what the base stands for the documents needed
 *     to judge it; which is which, their digests tell
 * @param vouching the timestamp wanted along with a snapshot; null where nothing else is wanted
 */
public record SigningRequest(
        KeyPlace place,
        Version version,
        List<KeyId> keys,
        Bytes payload,
        CollectionEvent.Reason reason,
        @Nullable Sha256 base,
        List<Upload> evidence,
        @Nullable Vouching vouching) {
    public SigningRequest {
        keys = List.copyOf(keys);
        evidence = List.copyOf(evidence);
        if (vouching != null && !place.role().equals(RoleName.SNAPSHOT)) {
            throw new IllegalArgumentException("a timestamp vouches for a snapshot: " + place);
        }
    }

    /** The request for the one document alone. */
    public SigningRequest alone() {
        return new SigningRequest(place, version, keys, payload, reason, base, evidence, null);
    }

    /**
     * The timestamp that is wanted along with this snapshot, as if it were asked for next; null if
     * none is.
     *
     * @param file the snapshot, signed
     */
    public @Nullable SigningRequest vouchingFor(Bytes file, Dialect dialect) {
        if (vouching == null) {
            return null;
        }
        List<Upload> known = new ArrayList<>(evidence);
        known.add(new Upload(RoleName.SNAPSHOT, file));
        return new SigningRequest(
                new KeyPlace(place.gun(), place.life(), RoleName.TIMESTAMP),
                vouching.version(),
                vouching.keys(),
                dialect.payloadOf(
                        new Timestamp(vouching.version(), vouching.expires(), FileMeta.of(file))),
                reason,
                base,
                known,
                null);
    }
}
