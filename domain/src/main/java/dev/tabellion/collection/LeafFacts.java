package dev.tabellion.collection;

import dev.tabellion.collection.CaseEvent.AnnouncementWithdrawn;
import dev.tabellion.collection.CaseEvent.ChangeAnnounced;
import dev.tabellion.collection.CaseEvent.FindingAcknowledged;
import dev.tabellion.collection.CaseEvent.IncidentAssigned;
import dev.tabellion.collection.CaseEvent.IncidentClosed;
import dev.tabellion.collection.CaseEvent.IncidentNoted;
import dev.tabellion.collection.CaseEvent.KeyDeclaredCompromised;
import dev.tabellion.collection.CaseEvent.NamespaceReserved;
import dev.tabellion.collection.CaseEvent.WatchFreed;
import dev.tabellion.collection.CollectionEvent.ChangeImported;
import dev.tabellion.collection.CollectionEvent.CollectionDeleted;
import dev.tabellion.collection.CollectionEvent.CollectionImported;
import dev.tabellion.collection.CollectionEvent.CollectionOpened;
import dev.tabellion.collection.CollectionEvent.ManagedKeyCreated;
import dev.tabellion.collection.CollectionEvent.ManagedKeyImported;
import dev.tabellion.collection.CollectionEvent.ManagedKeyRetired;
import dev.tabellion.collection.CollectionEvent.ManagedKeyRotationStaged;
import dev.tabellion.collection.CollectionEvent.MetadataImported;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.CollectionEvent.PublicationRejected;
import dev.tabellion.collection.CollectionEvent.RoleKeysChanged;
import dev.tabellion.collection.CollectionEvent.SignatureProduced;
import dev.tabellion.collection.CollectionEvent.SigningRefused;
import dev.tabellion.collection.CollectionEvent.SigningRequested;
import dev.tabellion.collection.WatchEvent.ClientReportReceived;
import dev.tabellion.collection.WatchEvent.FetchesCounted;
import dev.tabellion.collection.WatchEvent.Seen;
import dev.tabellion.collection.WatchEvent.SightingRecorded;
import dev.tabellion.json.PlainJson;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.util.List;

/**
 * What an auditor looks up in a leaf without its payload: role, version, digests, keys. Never a
 * fact that the payload does not hold.
 */
final class LeafFacts {
    /** Bounds a leaf's length; all keys are in the payload. */
    private static final int MOST_KEYS = 16;

    private LeafFacts() {}

    static PlainJson add(LoggedEvent event, PlainJson leaf) {
        return switch (event) {
            case LedgerEvent _,
                    CollectionOpened _,
                    CollectionDeleted _,
                    CollectionImported _,
                    PublicationRejected _,
                    FetchesCounted _,
                    ChangeAnnounced _,
                    AnnouncementWithdrawn _,
                    FindingAcknowledged _,
                    IncidentAssigned _,
                    IncidentNoted _,
                    IncidentClosed _,
                    NamespaceReserved _,
                    WatchFreed _ ->
                    leaf;
            case KeyDeclaredCompromised e -> leaf.text("key", e.key().value());
            case MetadataPublished e ->
                    keys(document(leaf, e.role(), e.version()), e.signedBy())
                            .text("meta", e.digest().hex());
            case MetadataImported e ->
                    keys(document(leaf, e.role(), e.version()), e.signedBy())
                            .text("meta", e.digest().hex());
            case ChangeImported e ->
                    leaf.text("meta", e.timestamp() == null ? null : e.timestamp().hex());
            case ManagedKeyImported(RoleName role, int _, ManagedKey key) ->
                    key(leaf, role, key.id());
            case ManagedKeyCreated(RoleName role, int _, ManagedKey key) ->
                    key(leaf, role, key.id());
            case ManagedKeyRotationStaged(RoleName role, int _, ManagedKey key) ->
                    key(leaf, role, key.id());
            case ManagedKeyRetired(RoleName role, int _, KeyId key) -> key(leaf, role, key);
            case RoleKeysChanged e -> keys(leaf.text("role", e.role().value()), e.keysAfter());
            case SigningRequested e -> keys(document(leaf, e.role(), e.version()), e.keys());
            case SignatureProduced e ->
                    document(leaf, e.role(), e.version())
                            .text("key", e.key().value())
                            .text("sig", e.signature().hex());
            case SigningRefused e -> keys(document(leaf, e.role(), e.version()), e.keys());
            case SightingRecorded e -> seen(leaf, e.seen());
            case ClientReportReceived e -> seen(leaf, e.seen());
        };
    }

    private static PlainJson document(PlainJson leaf, RoleName role, Version version) {
        return leaf.text("role", role.value()).number("ver", version.number());
    }

    private static PlainJson seen(PlainJson leaf, Seen seen) {
        keys(leaf.text("role", seen.role().value()), seen.signedBy())
                .text("meta", seen.digest() == null ? null : seen.digest().hex());
        return seen.version() == null ? leaf : leaf.number("ver", seen.version().number());
    }

    private static PlainJson key(PlainJson leaf, RoleName role, KeyId key) {
        return leaf.text("role", role.value()).text("key", key.value());
    }

    /** The first keys, and where some were left out, how many there are. */
    private static PlainJson keys(PlainJson leaf, List<KeyId> keys) {
        if (keys.size() <= MOST_KEYS) {
            return leaf.texts("keys", EventWriter.texts(keys));
        }
        return leaf.texts("keys", EventWriter.texts(keys.subList(0, MOST_KEYS)))
                .number("keysInAll", keys.size());
    }
}
