package dev.tabellion.collection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent.Author;
import dev.tabellion.collection.CollectionEvent.ChangeImported;
import dev.tabellion.collection.CollectionEvent.CollectionDeleted;
import dev.tabellion.collection.CollectionEvent.CollectionImported;
import dev.tabellion.collection.CollectionEvent.CollectionOpened;
import dev.tabellion.collection.CollectionEvent.Fate;
import dev.tabellion.collection.CollectionEvent.ManagedKeyCreated;
import dev.tabellion.collection.CollectionEvent.ManagedKeyImported;
import dev.tabellion.collection.CollectionEvent.ManagedKeyRetired;
import dev.tabellion.collection.CollectionEvent.ManagedKeyRotationStaged;
import dev.tabellion.collection.CollectionEvent.MetadataImported;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.CollectionEvent.Offered;
import dev.tabellion.collection.CollectionEvent.PublicationRejected;
import dev.tabellion.collection.CollectionEvent.Reason;
import dev.tabellion.collection.CollectionEvent.RoleKeysChanged;
import dev.tabellion.collection.CollectionEvent.SignatureProduced;
import dev.tabellion.collection.CollectionEvent.SigningRefused;
import dev.tabellion.collection.CollectionEvent.SigningRequested;
import dev.tabellion.collection.CollectionEvent.Standing;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.json.PlainJsonReader;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the members of each event by its permanent name; {@link EventWriter} is its mirror. */
final class EventReader {
    private static final Map<String, Function<PlainJsonReader, LoggedEvent>> READERS =
            Map.ofEntries(
                    entry(
                            "collection-opened/1",
                            json -> new CollectionOpened(dialect(json), life(json))),
                    entry("collection-deleted/1", json -> new CollectionDeleted(life(json))),
                    entry("metadata-published/1", EventReader::published),
                    entry("publication-rejected/1", EventReader::rejected),
                    entry(
                            "managed-key-created/1",
                            json ->
                                    new ManagedKeyCreated(
                                            role(json), life(json), managedKey(json))),
                    entry(
                            "managed-key-rotation-staged/1",
                            json ->
                                    new ManagedKeyRotationStaged(
                                            role(json), life(json), managedKey(json))),
                    entry(
                            "managed-key-retired/1",
                            json ->
                                    new ManagedKeyRetired(
                                            role(json), life(json), new KeyId(json.text("key")))),
                    entry("role-keys-changed/1", EventReader::keysChanged),
                    entry("signing-requested/1", EventReader::signingRequested),
                    entry("signature-produced/1", EventReader::signatureProduced),
                    entry("signing-refused/1", EventReader::signingRefused),
                    entry("collection-imported/1", EventReader::collectionImported),
                    entry("metadata-imported/1", EventReader::metadataImported),
                    entry("change-imported/1", EventReader::changeImported),
                    entry(
                            "managed-key-imported/1",
                            json ->
                                    new ManagedKeyImported(
                                            role(json), life(json), managedKey(json))),
                    entry("canary-sung/1", LedgerJson::canary),
                    entry("actor-redacted/1", LedgerJson::redacted),
                    entry("sighting-recorded/1", WatchJson::sighting),
                    entry("client-report-received/1", WatchJson::report),
                    entry("fetches-counted/1", WatchJson::fetches),
                    entry("change-announced/1", CaseJson::announced),
                    entry("announcement-withdrawn/1", CaseJson::withdrawn),
                    entry("finding-acknowledged/1", CaseJson::acknowledged),
                    entry("incident-assigned/1", CaseJson::assigned),
                    entry("incident-noted/1", CaseJson::noted),
                    entry("incident-closed/1", CaseJson::closed),
                    entry("key-declared-compromised/1", CaseJson::compromised),
                    entry("namespace-reserved/1", CaseJson::reserved),
                    entry("watch-freed/1", CaseJson::freed));

    private EventReader() {}

    static boolean isKnown(String type) {
        return READERS.containsKey(type);
    }

    static LoggedEvent event(String type, PlainJsonReader json) {
        Function<PlainJsonReader, LoggedEvent> reader = READERS.get(type);
        if (reader == null) {
            throw new IllegalStateException("no event is called " + type);
        }
        return reader.apply(json);
    }

    private static Map.Entry<String, Function<PlainJsonReader, LoggedEvent>> entry(
            String type, Function<PlainJsonReader, LoggedEvent> reader) {
        return Map.entry(type, reader);
    }

    private static CollectionImported collectionImported(PlainJsonReader json) {
        return new CollectionImported(
                dialect(json),
                life(json),
                named(Fate.values(), EventWriter::nameOf, json.text("fate")),
                new Sha256(json.text("history")));
    }

    private static MetadataImported metadataImported(PlainJsonReader json) {
        return new MetadataImported(
                role(json),
                version(json),
                new Sha256(json.text("digest")),
                json.number("length"),
                json.instant("expires"),
                json.texts("signedBy", KeyId::new),
                digestIfThere(json, "previous"),
                named(Author.values(), EventWriter::nameOf, json.text("author")),
                json.instant("published"),
                named(Standing.values(), EventWriter::nameOf, json.text("standing")));
    }

    private static ChangeImported changeImported(PlainJsonReader json) {
        return new ChangeImported(
                json.numberIfThere("id"),
                json.instant("at"),
                json.smallNumber("version"),
                digestIfThere(json, "timestamp"));
    }

    static @Nullable Sha256 digestIfThere(PlainJsonReader json, String name) {
        String hex = json.textIfThere(name);
        return hex == null ? null : new Sha256(hex);
    }

    private static MetadataPublished published(PlainJsonReader json) {
        return new MetadataPublished(
                role(json),
                version(json),
                new Sha256(json.text("digest")),
                json.number("length"),
                json.instant("expires"),
                json.texts("signedBy", KeyId::new),
                digestIfThere(json, "previous"),
                named(Author.values(), EventWriter::nameOf, json.text("author")),
                reason(json));
    }

    private static PublicationRejected rejected(PlainJsonReader json) {
        return new PublicationRejected(
                json.text("rule"),
                json.textsByName("facts"),
                json.objects("offered", EventReader::offered),
                json.smallNumber("suppressed"));
    }

    private static Offered offered(PlainJsonReader json) {
        return new Offered(
                json.text("role"), new Sha256(json.text("digest")), json.number("length"));
    }

    private static ManagedKey managedKey(PlainJsonReader json) {
        Bytes value = Bytes.of(Base64.getDecoder().decode(json.text("keyValue")));
        return new ManagedKey(
                new KeyId(json.text("key")), new PublicKey(json.text("keyType"), value));
    }

    private static RoleKeysChanged keysChanged(PlainJsonReader json) {
        PlainJsonReader before = json.object("before");
        PlainJsonReader after = json.object("after");
        return new RoleKeysChanged(
                new RoleName(json.text("delegator")),
                role(json),
                keys(before),
                before.smallNumber("threshold"),
                keys(after),
                after.smallNumber("threshold"));
    }

    private static SigningRequested signingRequested(PlainJsonReader json) {
        return new SigningRequested(
                role(json), version(json), keys(json), payload(json), reason(json));
    }

    private static SignatureProduced signatureProduced(PlainJsonReader json) {
        return new SignatureProduced(
                role(json),
                version(json),
                new KeyId(json.text("key")),
                payload(json),
                new Sha256(json.text("signature")),
                json.number("journalEntry"));
    }

    private static SigningRefused signingRefused(PlainJsonReader json) {
        return new SigningRefused(
                role(json),
                version(json),
                keys(json),
                payload(json),
                json.text("rule"),
                json.textsByName("facts"));
    }

    private static RoleName role(PlainJsonReader json) {
        return new RoleName(json.text("role"));
    }

    private static int life(PlainJsonReader json) {
        return json.smallNumber("life");
    }

    private static Version version(PlainJsonReader json) {
        return new Version(json.smallNumber("version"));
    }

    private static Sha256 payload(PlainJsonReader json) {
        return new Sha256(json.text("payload"));
    }

    private static List<KeyId> keys(PlainJsonReader json) {
        return json.texts("keys", KeyId::new);
    }

    static Dialect dialect(PlainJsonReader json) {
        return named(Dialect.values(), EventWriter::nameOf, json.text("dialect"));
    }

    private static Reason reason(PlainJsonReader json) {
        return named(Reason.values(), EventWriter::nameOf, json.text("reason"));
    }

    static <E> E named(E[] values, Function<E, String> nameOf, String name) {
        for (E value : values) {
            if (nameOf.apply(value).equals(name)) {
                return value;
            }
        }
        throw new IllegalStateException("nothing is called " + name);
    }
}
