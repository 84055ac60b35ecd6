package dev.tabellion.verify;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Version;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a client asks of files of every role. */
final class StepRules {
    private StepRules() {}

    static Optional<Rejection> shortage(RoleName role, Signed<?> file, Signers signers) {
        return signers.meetThreshold()
                ? Optional.empty()
                : Optional.of(
                        new Rejection.BelowThreshold(
                                role, signers.threshold(), signers.valid().size(), file.keyIds()));
    }

    static Optional<Rejection> expiry(RoleName role, Signed<?> file, Instant now) {
        return file.metadata().expiredAt(now)
                ? Optional.of(new Rejection.Expired(role, file.metadata().expires()))
                : Optional.empty();
    }

    /**
     * A lower version than is known, or other content under the same one, which the specification
     * lets pass. More signatures under the same content are no other content.
     */
    static Optional<Rejection> backwards(RoleName role, @Nullable Signed<?> known, Signed<?> file) {
        if (known == null) {
            return Optional.empty();
        }
        int current = known.metadata().version().number();
        int offered = file.metadata().version().number();
        if (offered < current) {
            return Optional.of(new Rejection.VersionRollback(role, current, offered));
        }
        return offered > current || file.payload().equals(known.payload())
                ? Optional.empty()
                : Optional.of(
                        new Rejection.Equivocation(
                                role, current, known.raw().sha256(), file.raw().sha256()));
    }

    /** A version that is named lower than it was before; where neither is named, nothing is. */
    static Optional<Rejection> namedLower(RoleName role, FileMeta before, FileMeta now) {
        Version known = before.version();
        Version named = now.version();
        return known != null && named != null && named.compareTo(known) < 0
                ? Optional.of(new Rejection.VersionRollback(role, known.number(), named.number()))
                : Optional.empty();
    }

    /** Whether a file is what another one says of it (5.5.2, 5.5.4, 5.6.2, 5.6.4). */
    static Optional<Rejection> mismatch(RoleName role, FileMeta stated, Signed<?> file) {
        return bytes(role, stated, file.raw())
                .or(() -> version(role, stated.version(), file.metadata().version()));
    }

    private static Optional<Rejection> bytes(RoleName role, FileMeta stated, Bytes file) {
        if (stated.describes(file)) {
            return Optional.empty();
        }
        Long length = stated.statedLength();
        if (length != null && length != file.length()) {
            return Optional.of(new Rejection.LengthMismatch(role, length, file.length()));
        }
        Sha256 digest = stated.statedSha256();
        return Optional.of(
                digest == null || digest.equals(file.sha256())
                        ? new Rejection.Sha512Mismatch(role)
                        : new Rejection.DigestMismatch(role, digest, file.sha256()));
    }

    private static Optional<Rejection> version(
            RoleName role, @Nullable Version stated, Version actual) {
        return stated == null || stated.equals(actual)
                ? Optional.empty()
                : Optional.of(
                        new Rejection.VersionMismatch(role, stated.number(), actual.number()));
    }

    static Verdict verdict(Optional<Rejection> why, TrustedSet next, Signers signers) {
        return why.<Verdict>map(Verdict.Rejected::new)
                .orElseGet(() -> new Verdict.Accepted(next, signers));
    }
}
