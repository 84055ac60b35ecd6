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
public sealed interface CollectionEvent {

    /** A first root was accepted: the collection's life number {@code life} began. */
    record CollectionOpened(Dialect dialect, int life) implements CollectionEvent {}

    /** A tombstone: nothing is served any more, bytes and history stay. */
    record CollectionDeleted(int life) implements CollectionEvent {}

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
