package dev.tabellion.projection.audit;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CaseEvent.AnnouncementWithdrawn;
import dev.tabellion.collection.CaseEvent.ChangeAnnounced;
import dev.tabellion.collection.CaseEvent.FindingAcknowledged;
import dev.tabellion.collection.CaseEvent.IncidentAssigned;
import dev.tabellion.collection.CaseEvent.IncidentClosed;
import dev.tabellion.collection.CaseEvent.IncidentNoted;
import dev.tabellion.collection.CaseEvent.KeyDeclaredCompromised;
import dev.tabellion.collection.CaseEvent.NamespaceReserved;
import dev.tabellion.collection.CaseEvent.WatchFreed;
import dev.tabellion.collection.ChangeScope;
import dev.tabellion.collection.CollectionEvent;
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
import dev.tabellion.collection.EventJson;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.LedgerEvent.ActorRedacted;
import dev.tabellion.collection.LedgerEvent.CanarySung;
import dev.tabellion.collection.LoggedEvent;
import dev.tabellion.collection.WatchEvent;
import dev.tabellion.collection.WatchEvent.ClientReportReceived;
import dev.tabellion.collection.WatchEvent.FetchesCounted;
import dev.tabellion.collection.WatchEvent.Seen;
import dev.tabellion.collection.WatchEvent.SightingRecorded;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The terms that an event tells by itself: neither who asked nor what its documents hold. */
final class EventTerms {
    private final Set<Term> terms = new HashSet<>();

    private EventTerms() {}

    static Set<Term> of(LoggedEvent event, String stream) {
        EventTerms found = new EventTerms();
        found.add(TermKind.KIND, EventJson.nameOf(event));
        if (event instanceof CollectionEvent) {
            found.add(TermKind.COLLECTION, stream);
        }
        if (event instanceof WatchEvent watch) {
            found.collection(watch.collection());
        }
        found.collect(event);
        return found.terms;
    }

    private void collect(LoggedEvent event) {
        switch (event) {
            case CanarySung _,
                    CollectionOpened _,
                    CollectionDeleted _,
                    AnnouncementWithdrawn _,
                    FindingAcknowledged _,
                    IncidentNoted _,
                    IncidentClosed _,
                    NamespaceReserved _,
                    WatchFreed _ -> {}
            case ActorRedacted e -> e.actors().forEach(a -> add(TermKind.COMMITMENT, a.hex()));
            case CollectionImported e -> digest(e.history());
            case ChangeImported e -> digest(e.timestamp());
            case MetadataPublished e -> document(e.role(), e.signedBy(), e.digest());
            case MetadataImported e -> document(e.role(), e.signedBy(), e.digest());
            case PublicationRejected e -> rejected(e);
            case ManagedKeyCreated e -> key(e.role(), e.key().id());
            case ManagedKeyImported e -> key(e.role(), e.key().id());
            case ManagedKeyRotationStaged e -> key(e.role(), e.key().id());
            case ManagedKeyRetired e -> key(e.role(), e.key());
            case RoleKeysChanged e -> keysChanged(e);
            case SigningRequested e -> document(e.role(), e.keys(), e.payload());
            case SigningRefused e -> document(e.role(), e.keys(), e.payload());
            case SignatureProduced e -> {
                document(e.role(), List.of(e.key()), e.payload());
                digest(e.signature());
            }
            case SightingRecorded e -> seen(e.seen());
            case ClientReportReceived e -> seen(e.seen());
            case FetchesCounted e ->
                    e.counts()
                            .forEach(
                                    each -> {
                                        add(TermKind.COMMITMENT, each.client().hex());
                                        digest(each.digest());
                                    });
            case ChangeAnnounced e -> collection(e.scope());
            case IncidentAssigned e -> add(TermKind.COMMITMENT, e.owner().hex());
            case KeyDeclaredCompromised e -> add(TermKind.KEY, e.key().value());
        }
    }

    private void collection(ChangeScope scope) {
        if (scope instanceof ChangeScope.OneCollection(Gun gun)) {
            collection(gun);
        }
    }

    private void collection(@Nullable Gun collection) {
        if (collection != null) {
            add(TermKind.COLLECTION, collection.value());
        }
    }

    private void seen(Seen seen) {
        add(TermKind.ROLE, seen.role().value());
        seen.signedBy().forEach(key -> add(TermKind.KEY, key.value()));
        digest(seen.digest());
    }

    private void document(RoleName role, List<KeyId> keys, Sha256 digest) {
        add(TermKind.ROLE, role.value());
        keys.forEach(key -> add(TermKind.KEY, key.value()));
        digest(digest);
    }

    private void key(RoleName role, KeyId key) {
        add(TermKind.ROLE, role.value());
        add(TermKind.KEY, key.value());
    }

    private void keysChanged(RoleKeysChanged event) {
        add(TermKind.ROLE, event.role().value());
        event.keysBefore().forEach(key -> add(TermKind.KEY, key.value()));
        event.keysAfter().forEach(key -> add(TermKind.KEY, key.value()));
    }

    private void rejected(PublicationRejected event) {
        event.offered()
                .forEach(
                        offered -> {
                            add(TermKind.ROLE, offered.role());
                            digest(offered.digest());
                        });
    }

    private void digest(@Nullable Sha256 digest) {
        if (digest != null) {
            add(TermKind.DIGEST, digest.hex());
        }
    }

    private void add(TermKind kind, String value) {
        terms.add(Term.of(kind, value));
    }
}
