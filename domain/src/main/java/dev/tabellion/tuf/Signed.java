package dev.tabellion.tuf;

import dev.tabellion.bytes.Bytes;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A metadata file, parsed and raw together, so that neither can drift from the other. Its
 * signatures are unchecked.
 *
 * @param raw the file as it came in and is served
 * @param payload the canonical bytes that the signatures cover
 * @param signatures as listed, without empty placeholders
 */
public record Signed<M extends Metadata>(
        M metadata, Bytes raw, Bytes payload, List<Signature> signatures) {
    public Signed {
        signatures = List.copyOf(signatures);
    }

    public List<KeyId> keyIds() {
        return signatures.stream().map(Signature::keyId).toList();
    }

    /** The key ids under which more than one signature is listed. */
    public Set<KeyId> signedRepeatedly() {
        Set<KeyId> seen = new HashSet<>();
        Set<KeyId> repeated = new LinkedHashSet<>();
        for (Signature signature : signatures) {
            if (!seen.add(signature.keyId())) {
                repeated.add(signature.keyId());
            }
        }
        return repeated;
    }
}
