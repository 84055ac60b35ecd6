package dev.tabellion.verify;

import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.Signed;
import java.util.List;

/**
 * The keys of a role that validly signed a file: the one loop that counts signatures (TUF
 * specification 4.2.1, 5.3.4).
 *
 * @param valid the ids whose signatures verify, key material counted once
 */
public record Signers(List<KeyId> valid, int threshold) {
    public Signers {
        valid = List.copyOf(valid);
    }

    /** Walks the role's keys, not the file's signatures, so nothing sent can count twice. */
    public static Signers of(Signed<?> file, RoleKeys role, SignatureCheck check) {
        throw new UnsupportedOperationException();
    }

    public boolean meetThreshold() {
        return valid.size() >= threshold;
    }
}
