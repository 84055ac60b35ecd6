package dev.tabellion.collection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.Version;
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
 */
public record SigningRequest(
        KeyPlace place,
        Version version,
        List<KeyId> keys,
        Bytes payload,
        CollectionEvent.Reason reason,
        @Nullable Sha256 base,
        List<Upload> evidence) {
    public SigningRequest {
        keys = List.copyOf(keys);
        evidence = List.copyOf(evidence);
    }
}
