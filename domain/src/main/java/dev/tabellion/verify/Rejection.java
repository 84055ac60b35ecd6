package dev.tabellion.verify;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a document or a command was refused, with its numbers and never with a sentence: the door
 * finds the words.
 */
public sealed interface Rejection {
    /** Not even JSON, or not with the types that every metadata file has. */
    record Unreadable(RoleName role, String problem) implements Rejection {}

    /** The bytes are not a metadata file of the role; {@code problem} names member and rule. */
    record Malformed(RoleName role, String problem) implements Rejection {}

    record InvalidRole(String role) implements Rejection {}

    record NoRoot() implements Rejection {}

    /** Root versions step by one; {@code current} 0 if there is none. */
    record RootVersionSkipped(int current, int offered) implements Rejection {}

    /** No key of the new root carries a certificate that counts for the collection. */
    record NoRootCertificate(int keys) implements Rejection {}

    record BelowThreshold(RoleName role, int needed, int valid, List<KeyId> offered)
            implements Rejection {
        public BelowThreshold {
            offered = List.copyOf(offered);
        }
    }

    /** A new root must also be signed by the keys of the one before it. */
    record RootChainBroken(int offered, int needed, int valid) implements Rejection {}

    record NotDelegated(RoleName role) implements Rejection {}

    record Expired(RoleName role, Instant expires) implements Rejection {}

    record ExpiresTooLate(RoleName role, Instant expires, Duration longest) implements Rejection {}

    record VersionRollback(RoleName role, int current, int offered) implements Rejection {}

    /** The version was published before, with other bytes. */
    record Equivocation(RoleName role, int version, Sha256 published, Sha256 offered)
            implements Rejection {}

    /** The very bytes that are current already. */
    record AlreadyPublished(RoleName role, int version) implements Rejection {}

    record VersionStepTooLarge(RoleName role, int current, int offered, int largest)
            implements Rejection {}

    record VersionTooHigh(RoleName role, int offered, int highest) implements Rejection {}

    /** Another publisher was first, three times running. */
    record Overtaken() implements Rejection {}

    /** The snapshot says something else of a document than the document's bytes. */
    record DigestMismatch(RoleName role, Sha256 stated, Sha256 actual) implements Rejection {}

    record LengthMismatch(RoleName role, long stated, long actual) implements Rejection {}

    /** The snapshot does not name a document that it must name. */
    record MissingFromSnapshot(RoleName role) implements Rejection {}

    /** The snapshot names bytes that nobody published in this collection for this role. */
    record UnknownToCollection(RoleName role, Sha256 digest) implements Rejection {}

    /** The snapshot no longer names a role that is still delegated. */
    record RemovedFromSnapshot(RoleName role) implements Rejection {}

    /** Nobody uploaded a snapshot, and its key is not ours. */
    record SnapshotMissing(List<KeyId> keys) implements Rejection {
        public SnapshotMissing {
            keys = List.copyOf(keys);
        }
    }

    /** The root names a timestamp key that this server never made for this collection. */
    record ForeignTimestampKey(KeyId key) implements Rejection {}

    /** More signatures are asked for than there are keys. */
    record ThresholdUnreachable(RoleName role, int threshold, int keys) implements Rejection {}

    /** A key this server keeps for one place turned up at another. */
    record ManagedKeyMisplaced(
            KeyId key, RoleName found, String keptForCollection, RoleName keptForRole)
            implements Rejection {}

    /** A key this server made for an earlier life of the collection: a later one needs new keys. */
    record KeyOfEarlierLife(KeyId key, RoleName role, int life, int current) implements Rejection {}

    /** A key this server kept that a root dropped: it signs nothing again, a new one is needed. */
    record KeyRetired(KeyId key, RoleName role) implements Rejection {}

    /** The snapshot states a SHA-512 that the document's bytes do not have. */
    record Sha512Mismatch(RoleName role) implements Rejection {}

    /** An import would overwrite a collection that is here already, in this life. */
    record CollectionExists(int life) implements Rejection {}

    /** What was imported before is no longer what the other server says. */
    record ChangedSinceImport(Sha256 imported, Sha256 offered) implements Rejection {}

    /** A document says another version of itself than whoever names it. */
    record VersionMismatch(RoleName role, int stated, int actual) implements Rejection {}

    record SignerRefused(RoleName role, String rule, @Nullable String detail)
            implements Rejection {}
}
