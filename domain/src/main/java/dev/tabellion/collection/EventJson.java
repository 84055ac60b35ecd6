package dev.tabellion.collection;

import dev.tabellion.bytes.Bytes;
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
import dev.tabellion.collection.LedgerEvent.ActorRedacted;
import dev.tabellion.collection.LedgerEvent.CanarySung;
import dev.tabellion.collection.WatchEvent.ClientReportReceived;
import dev.tabellion.collection.WatchEvent.FetchesCounted;
import dev.tabellion.collection.WatchEvent.SightingRecorded;
import dev.tabellion.json.PlainJson;
import dev.tabellion.json.PlainJsonReader;

/**
 * Each event's permanent name and canonical JSON: the one place of that byte format. A format once
 * released is never changed; a new one gets the next revision and the old one stays readable.
 */
public final class EventJson {
    private EventJson() {}

    /** The permanent name without its revision, such as {@code metadata-published}. */
    public static String nameOf(LoggedEvent event) {
        return switch (event) {
            case CollectionOpened _ -> "collection-opened";
            case CollectionDeleted _ -> "collection-deleted";
            case MetadataPublished _ -> "metadata-published";
            case PublicationRejected _ -> "publication-rejected";
            case ManagedKeyCreated _ -> "managed-key-created";
            case ManagedKeyRotationStaged _ -> "managed-key-rotation-staged";
            case ManagedKeyRetired _ -> "managed-key-retired";
            case RoleKeysChanged _ -> "role-keys-changed";
            case SigningRequested _ -> "signing-requested";
            case SignatureProduced _ -> "signature-produced";
            case SigningRefused _ -> "signing-refused";
            case CollectionImported _ -> "collection-imported";
            case MetadataImported _ -> "metadata-imported";
            case ChangeImported _ -> "change-imported";
            case ManagedKeyImported _ -> "managed-key-imported";
            case CanarySung _ -> LedgerJson.CANARY;
            case ActorRedacted _ -> LedgerJson.REDACTED;
            case SightingRecorded _ -> WatchJson.SIGHTING;
            case ClientReportReceived _ -> WatchJson.REPORT;
            case FetchesCounted _ -> WatchJson.FETCHES;
            case ChangeAnnounced _ -> CaseJson.ANNOUNCED;
            case AnnouncementWithdrawn _ -> CaseJson.WITHDRAWN;
            case FindingAcknowledged _ -> CaseJson.ACKNOWLEDGED;
            case IncidentAssigned _ -> CaseJson.ASSIGNED;
            case IncidentNoted _ -> CaseJson.NOTED;
            case IncidentClosed _ -> CaseJson.CLOSED;
            case KeyDeclaredCompromised _ -> CaseJson.COMPROMISED;
            case NamespaceReserved _ -> CaseJson.RESERVED;
            case WatchFreed _ -> CaseJson.FREED;
        };
    }

    /** The revision of that name's format, such as {@code 1}. */
    public static String revisionOf(LoggedEvent event) {
        return switch (event) {
            case CollectionOpened _,
                    CollectionDeleted _,
                    MetadataPublished _,
                    PublicationRejected _,
                    ManagedKeyCreated _,
                    ManagedKeyRotationStaged _,
                    ManagedKeyRetired _,
                    RoleKeysChanged _,
                    SigningRequested _,
                    SignatureProduced _,
                    SigningRefused _,
                    CollectionImported _,
                    MetadataImported _,
                    ChangeImported _,
                    ManagedKeyImported _,
                    CanarySung _,
                    ActorRedacted _,
                    SightingRecorded _,
                    ClientReportReceived _,
                    FetchesCounted _,
                    ChangeAnnounced _,
                    AnnouncementWithdrawn _,
                    FindingAcknowledged _,
                    IncidentAssigned _,
                    IncidentNoted _,
                    IncidentClosed _,
                    KeyDeclaredCompromised _,
                    NamespaceReserved _,
                    WatchFreed _ ->
                    "1";
        };
    }

    public static Bytes write(LoggedEvent event) {
        return json(event).bytes();
    }

    private static PlainJson json(LoggedEvent event) {
        return switch (event) {
            case CollectionEvent e -> EventWriter.json(e);
            case LedgerEvent e -> LedgerJson.json(e);
            case WatchEvent e -> WatchJson.json(e);
            case CaseEvent e -> CaseJson.json(e);
        };
    }

    /**
     * Reads strictly: bytes that {@link #write} would not write exactly so are refused.
     *
     * @throws IllegalStateException if the stored bytes are not an event of that name and revision
     */
    public static LoggedEvent read(String name, String revision, Bytes payload) {
        return read(name + "/" + revision, payload);
    }

    /**
     * @param type name and revision, such as {@code metadata-published/1}
     */
    static LoggedEvent read(String type, Bytes payload) {
        LoggedEvent event = parsed(type, payload);
        if (!json(event).isWrittenAs(payload)) {
            throw new IllegalStateException("a stored " + type + " is not in its canonical form");
        }
        return event;
    }

    /**
     * Whether this program reads events of that name and revision: none that was logged so does not
     * read here.
     *
     * @param type such as {@code metadata-published/1}
     */
    public static boolean isKnown(String type) {
        return EventReader.isKnown(type);
    }

    /** {@link #read}, where only a collection's event can be. */
    public static CollectionEvent readOfCollection(String name, String revision, Bytes payload) {
        if (read(name, revision, payload) instanceof CollectionEvent event) {
            return event;
        }
        throw new IllegalStateException("a stored " + name + " is no event of a collection");
    }

    /** Whether events of that name are a collection's, and of no other kind of stream. */
    public static boolean isOfCollection(String name) {
        return !LedgerJson.NAMES.contains(name)
                && !WatchJson.NAMES.contains(name)
                && !CaseJson.NAMES.contains(name);
    }

    private static LoggedEvent parsed(String type, Bytes payload) {
        try {
            return EventReader.event(type, PlainJsonReader.of(payload));
        } catch (RuntimeException e) {
            // whoever wrote over a row chooses in which way it cannot be read
            throw new IllegalStateException("could not read a stored " + type, e);
        }
    }
}
