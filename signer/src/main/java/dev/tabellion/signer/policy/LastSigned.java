package dev.tabellion.signer.policy;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.Version;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The document of a role that was signed last, so with the highest version. Its signatures are in
 * the journal.
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

    static LastSigned of(SigningFact.Signed signed) {
        return new LastSigned(
                signed.entry(),
                signed.version(),
                signed.expires(),
                signed.keys(),
                signed.payload(),
                signed.base());
    }

    LastSigned higher(LastSigned other) {
        return other.version.compareTo(version) > 0 ? other : this;
    }
}
