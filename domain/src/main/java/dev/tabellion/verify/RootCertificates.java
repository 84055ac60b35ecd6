package dev.tabellion.verify;

import dev.tabellion.tuf.RoleKeys;
import java.time.Instant;

/**
 * Notary's rule for root keys: each is an X.509 certificate made out to its collection. Never
 * judges issuers, chains or alternative names: Notary does not.
 */
public final class RootCertificates {
    private RootCertificates() {}

    /**
     * Those of {@code root}'s keys whose leaf certificate counts for {@code collection} at {@code
     * now}: the only non-CA certificate and first; common name equal to the collection or a prefix
     * of it ending in {@code *}; not SHA-1; RSA of at least 2048 bits; within its validity, with a
     * day's slack at its beginning. The threshold stays.
     */
    public static RoleKeys validFor(String collection, RoleKeys root, Instant now) {
        throw new UnsupportedOperationException();
    }
}
