package dev.tabellion.collection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.Version;
import java.util.List;

/**
 * Bytes to be signed, with the evidence that justifies them: the signer reads both for itself.
 *
 * @param keys every one of them is to sign
 * @param payload the canonical bytes of one document of {@code place}'s role
 * @param evidence the publisher-signed documents, and the current ones, that the payload speaks of
 */
public record SigningRequest(
        KeyPlace place,
        Version version,
        List<KeyId> keys,
        Bytes payload,
        CollectionEvent.Reason reason,
        List<Upload> evidence) {
    public SigningRequest {
        keys = List.copyOf(keys);
        evidence = List.copyOf(evidence);
    }
}
