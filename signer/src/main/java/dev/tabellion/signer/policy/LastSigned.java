package dev.tabellion.signer.policy;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.SigningRequest;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.Version;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A document that was signed, in a standing the last of its role and so with the highest version.
 * Its signatures are in the journal.
 */
public record LastSigned(
        long entry,
        Version version,
        Instant expires,
        List<KeyId> keys,
        Bytes payload,
        @Nullable Sha256 base) {
    public LastSigned {
        keys = List.copyOf(keys);
    }

    public static LastSigned of(SigningFact.Signed signed) {
        return new LastSigned(
                signed.entry(),
                signed.version(),
                signed.expires(),
                signed.keys(),
                signed.payload(),
                signed.base());
    }

    /** Whether it was signed upon the request's base, at its version and with its keys. */
    boolean answers(SigningRequest request) {
        return version.equals(request.version())
                && keys.equals(request.keys())
                && Objects.equals(base, request.base());
    }

    LastSigned higher(LastSigned other) {
        return other.version.compareTo(version) > 0 ? other : this;
    }
}
