package dev.tabellion.collection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can happen to a collection. Never changed, only added to: what is written here is
 * written for ever, under the names of {@link EventJson}.
 */
public sealed interface CollectionEvent extends LoggedEvent {

    /** A first root was accepted: the collection's life number {@code life} began. */
    record CollectionOpened(Dialect dialect, int life) implements CollectionEvent {}

    /** A tombstone: nothing is served any more, bytes and history stay. */
    record CollectionDeleted(int life) implements CollectionEvent {}

    /**
     * Taken over from another server, with all that it kept: life number {@code life} is what went
     * on there. What follows in the same command is of then, and each event bears its own time.
     *
     * @param history names what the other server said of the collection, see {@link
     *     CollectionPast#digest}
     */
    record CollectionImported(Dialect dialect, int life, Fate fate, Sha256 history)
            implements CollectionEvent {}

    /** What had become of an imported collection. */
    enum Fate {
        LIVE,
        DELETED
    }

    /**
     * A document came from another server, which had published it.
     *
     * @param previous the digest of the document it replaced there, null for a role's first
     * @param signedBy whose signatures verify by the keys of then
     * @param published when the other server stored it
     */
    record MetadataImported(
            RoleName role,
            Version version,
            Sha256 digest,
            long length,
            Instant expires,
            List<KeyId> signedBy,
            @Nullable Sha256 previous,
            Author author,
            Instant published,
            Standing standing)
            implements CollectionEvent {
        public MetadataImported {
            signedBy = List.copyOf(signedBy);
        }
    }

    /** Whether the other server's clients were led to a document at last. */
    enum Standing {
        CURRENT,
        PAST
    }

    /**
     * The other server's changefeed had told this.
     *
     * @param id the entry's number there, if it keeps it; else it gets one of ours
     * @param version the timestamp's, 0 for a deletion
     * @param timestamp the timestamp's digest, null for a deletion
     */
    record ChangeImported(@Nullable Long id, Instant at, int version, @Nullable Sha256 timestamp)
            implements CollectionEvent {}

    /** A key of the server's came from another server's signer: it was made and used elsewhere. */
    record ManagedKeyImported(RoleName role, int life, ManagedKey key) implements CollectionEvent {}

    /**
     * A document became current.
     *
     * @param previous the digest of the document it replaces, null for a role's first in this life
     */
    record MetadataPublished(
            RoleName role,
            Version version,
            Sha256 digest,
            long length,
            Instant expires,
            List<KeyId> signedBy,
            @Nullable Sha256 previous,
            Author author,
            Reason reason)
            implements CollectionEvent {
        public MetadataPublished {
            signedBy = List.copyOf(signedBy);
        }
    }

    /** Who wrote a document. */
    enum Author {
        PUBLISHER,
        SERVER
    }

    /** Why a document came to be. */
    enum Reason {
        PUBLISHED,
        RENEWED
    }

    /**
     * An upload was refused.
     *
     * @param rule the rule's permanent name, such as {@code version-rollback}
     * @param facts its numbers, by name
     * @param suppressed how many refusals before this one were counted but not stored
     */
    record PublicationRejected(
            String rule, SortedMap<String, String> facts, List<Offered> offered, int suppressed)
            implements CollectionEvent {
        public PublicationRejected {
            facts = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(facts));
            offered = List.copyOf(offered);
        }
    }

    /** What a refused upload held: never its bytes. */
    record Offered(String role, Sha256 digest, long length) {}

    /** A key was born in the signer, for this place only. */
    record ManagedKeyCreated(RoleName role, int life, ManagedKey key) implements CollectionEvent {}

    /** A successor was born; it serves once a root names it. */
    record ManagedKeyRotationStaged(RoleName role, int life, ManagedKey key)
            implements CollectionEvent {}

    /** A key of the server's serves no longer: no current root names it. */
    record ManagedKeyRetired(RoleName role, int life, KeyId key) implements CollectionEvent {}

    /** A root or delegation changed who may sign for a role; empty and 0 where there was nobody. */
    record RoleKeysChanged(
            RoleName delegator,
            RoleName role,
            List<KeyId> keysBefore,
            int thresholdBefore,
            List<KeyId> keysAfter,
            int thresholdAfter)
            implements CollectionEvent {
        public RoleKeysChanged {
            keysBefore = List.copyOf(keysBefore);
            keysAfter = List.copyOf(keysAfter);
        }
    }

    /** The signer was asked; {@code payload} is the digest of the bytes to be signed. */
    record SigningRequested(
            RoleName role, Version version, List<KeyId> keys, Sha256 payload, Reason reason)
            implements CollectionEvent {
        public SigningRequested {
            keys = List.copyOf(keys);
        }
    }

    /**
     * The signer signed.
     *
     * @param signature the digest of the signature's bytes
     * @param journalEntry the entry in the signer's own book
     */
    record SignatureProduced(
            RoleName role,
            Version version,
            KeyId key,
            Sha256 payload,
            Sha256 signature,
            long journalEntry)
            implements CollectionEvent {}

    /** The signer refused, by a rule of its own. */
    record SigningRefused(
            RoleName role,
            Version version,
            List<KeyId> keys,
            Sha256 payload,
            String rule,
            Map<String, String> facts)
            implements CollectionEvent {
        public SigningRefused {
            keys = List.copyOf(keys);
            facts = Map.copyOf(facts);
        }
    }
}
