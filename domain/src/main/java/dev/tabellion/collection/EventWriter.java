package dev.tabellion.collection;

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
import dev.tabellion.json.PlainJson;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.UtcTime;
import dev.tabellion.tuf.Version;
import java.util.ArrayList;
import java.util.List;

/** Writes the members of each event; {@link EventReader} is its mirror. */
final class EventWriter {
    private EventWriter() {}

    static PlainJson json(CollectionEvent event) {
        return switch (event) {
            case CollectionOpened(Dialect dialect, int life) ->
                    life(life).text("dialect", nameOf(dialect));
            case CollectionDeleted(int life) -> life(life);
            case MetadataPublished e -> published(e);
            case PublicationRejected e -> rejected(e);
            case ManagedKeyCreated(RoleName role, int life, ManagedKey key) ->
                    managedKey(role, life, key);
            case ManagedKeyRotationStaged(RoleName role, int life, ManagedKey key) ->
                    managedKey(role, life, key);
            case ManagedKeyRetired(RoleName role, int life, KeyId key) ->
                    life(life).text("role", role.value()).text("key", key.value());
            case RoleKeysChanged e -> keysChanged(e);
            case SigningRequested e -> signingRequested(e);
            case SignatureProduced e -> signatureProduced(e);
            case SigningRefused e -> signingRefused(e);
            case CollectionImported(Dialect dialect, int life, Fate fate, Sha256 history) ->
                    life(life)
                            .text("dialect", nameOf(dialect))
                            .text("fate", nameOf(fate))
                            .text("history", history.hex());
            case MetadataImported e -> imported(e);
            case ChangeImported e -> changed(e);
            case ManagedKeyImported(RoleName role, int life, ManagedKey key) ->
                    managedKey(role, life, key);
        };
    }

    static List<String> texts(List<KeyId> keys) {
        List<String> texts = new ArrayList<>(keys.size());
        for (KeyId key : keys) {
            texts.add(key.value());
        }
        return texts;
    }

    static String nameOf(Dialect dialect) {
        return switch (dialect) {
            case NOTARY_V1 -> "notary-v1";
            case TUF_1_0 -> "tuf-1.0";
        };
    }

    static String nameOf(Author author) {
        return switch (author) {
            case PUBLISHER -> "publisher";
            case SERVER -> "server";
        };
    }

    static String nameOf(Reason reason) {
        return switch (reason) {
            case PUBLISHED -> "published";
            case RENEWED -> "renewed";
        };
    }

    static String nameOf(Fate fate) {
        return switch (fate) {
            case LIVE -> "live";
            case DELETED -> "deleted";
        };
    }

    static String nameOf(Standing standing) {
        return switch (standing) {
            case CURRENT -> "current";
            case PAST -> "past";
        };
    }

    private static PlainJson published(MetadataPublished e) {
        return document(e.role(), e.version())
                .text("digest", e.digest().hex())
                .number("length", e.length())
                .text("expires", UtcTime.whole(e.expires()))
                .texts("signedBy", texts(e.signedBy()))
                .text("previous", e.previous() == null ? null : e.previous().hex())
                .text("author", nameOf(e.author()))
                .text("reason", nameOf(e.reason()));
    }

    private static PlainJson imported(MetadataImported e) {
        return document(e.role(), e.version())
                .text("digest", e.digest().hex())
                .number("length", e.length())
                .text("expires", UtcTime.whole(e.expires()))
                .texts("signedBy", texts(e.signedBy()))
                .text("previous", e.previous() == null ? null : e.previous().hex())
                .text("author", nameOf(e.author()))
                .text("published", UtcTime.whole(e.published()))
                .text("standing", nameOf(e.standing()));
    }

    private static PlainJson changed(ChangeImported e) {
        PlainJson json =
                new PlainJson()
                        .text("at", UtcTime.whole(e.at()))
                        .number("version", e.version())
                        .text("timestamp", e.timestamp() == null ? null : e.timestamp().hex());
        return e.id() == null ? json : json.number("id", e.id());
    }

    private static PlainJson rejected(PublicationRejected e) {
        return new PlainJson()
                .text("rule", e.rule())
                .object("facts", PlainJson.texts(e.facts()))
                .objects("offered", e.offered().stream().map(EventWriter::offered).toList())
                .number("suppressed", e.suppressed());
    }

    private static PlainJson offered(Offered offered) {
        return new PlainJson()
                .text("role", offered.role())
                .text("digest", offered.digest().hex())
                .number("length", offered.length());
    }

    private static PlainJson managedKey(RoleName role, int life, ManagedKey key) {
        return life(life)
                .text("role", role.value())
                .text("key", key.id().value())
                .text("keyType", key.key().type())
                .text("keyValue", key.key().value().base64());
    }

    private static PlainJson keysChanged(RoleKeysChanged e) {
        return new PlainJson()
                .text("delegator", e.delegator().value())
                .text("role", e.role().value())
                .object("before", keys(e.keysBefore(), e.thresholdBefore()))
                .object("after", keys(e.keysAfter(), e.thresholdAfter()));
    }

    private static PlainJson keys(List<KeyId> keys, int threshold) {
        return new PlainJson().texts("keys", texts(keys)).number("threshold", threshold);
    }

    private static PlainJson signingRequested(SigningRequested e) {
        return document(e.role(), e.version())
                .texts("keys", texts(e.keys()))
                .text("payload", e.payload().hex())
                .text("reason", nameOf(e.reason()));
    }

    private static PlainJson signatureProduced(SignatureProduced e) {
        return document(e.role(), e.version())
                .text("key", e.key().value())
                .text("payload", e.payload().hex())
                .text("signature", e.signature().hex())
                .number("journalEntry", e.journalEntry());
    }

    private static PlainJson signingRefused(SigningRefused e) {
        return document(e.role(), e.version())
                .texts("keys", texts(e.keys()))
                .text("payload", e.payload().hex())
                .text("rule", e.rule())
                .object("facts", PlainJson.texts(e.facts()));
    }

    private static PlainJson life(int life) {
        return new PlainJson().number("life", life);
    }

    private static PlainJson document(RoleName role, Version version) {
        return new PlainJson().text("role", role.value()).number("version", version.number());
    }
}
