package dev.tabellion.collection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent.Author;
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
import dev.tabellion.collection.TrustCommand.DeleteCollection;
import dev.tabellion.collection.TrustCommand.EnsureManagedKey;
import dev.tabellion.collection.TrustCommand.ImportCollection;
import dev.tabellion.collection.TrustCommand.PublishMetadata;
import dev.tabellion.collection.TrustCommand.RenewServerRoles;
import dev.tabellion.collection.TrustCommand.RotateManagedKey;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One collection as its events made it: decides commands, and evolves by what was decided. Never
 * changes, reads no clock and does no I/O but for the stored documents it is handed.
 */
public final class TrustedCollection {
    private final Gun gun;
    private final Dialect dialect;
    private final int life;
    private final boolean open;
    private final CurrentDocuments documents;
    private final KnownKeys keys;
    private final @Nullable Sha256 importedHistory;

    private TrustedCollection(
            Gun gun,
            Dialect dialect,
            int life,
            boolean open,
            CurrentDocuments documents,
            KnownKeys keys,
            @Nullable Sha256 importedHistory) {
        this.gun = gun;
        this.dialect = dialect;
        this.life = life;
        this.open = open;
        this.documents = documents;
        this.keys = keys;
        this.importedHistory = importedHistory;
    }

    /** A name without a history. */
    public static TrustedCollection unborn(Gun gun) {
        return new TrustedCollection(
                gun, Dialect.NOTARY_V1, 1, false, CurrentDocuments.NONE, KnownKeys.NONE, null);
    }

    /** Judges a command. Pure: the same arguments give the same decision. */
    public Decision decide(TrustCommand command, Surroundings surroundings) {
        if (!command.gun().equals(gun)) {
            throw new IllegalArgumentException(
                    "a command for " + command.gun() + " was put to " + gun);
        }
        return switch (command) {
            case PublishMetadata publish ->
                    Publication.decide(this, publish.uploads(), surroundings);
            case EnsureManagedKey(Gun _, RoleName role, KeyAlgorithm algorithm) ->
                    new ManagedKeys(this, surroundings).ensure(role, algorithm);
            case RotateManagedKey(Gun _, RoleName role, KeyAlgorithm algorithm) ->
                    new ManagedKeys(this, surroundings).rotate(role, algorithm);
            case RenewServerRoles _ -> Renewal.decide(this, surroundings);
            case DeleteCollection _ -> Deletion.decide(this, surroundings);
            case ImportCollection(Gun _, ImportableHistory history) -> history.decide(this);
        };
    }

    /** The collection after {@code event}. Pure; never refuses what has happened. */
    public TrustedCollection evolve(CollectionEvent event) {
        return switch (event) {
            case CollectionOpened(Dialect born, int begun) ->
                    new TrustedCollection(
                            gun, born, begun, true, CurrentDocuments.NONE, keys, importedHistory);
            case CollectionDeleted(int ended) -> ended(ended, importedHistory);
            case CollectionImported e -> imported(e);
            case MetadataImported e -> with(documents.after(CurrentDocument.of(e), e.role()));
            case MetadataPublished e -> with(documents.after(CurrentDocument.of(e), e.role()));
            case ManagedKeyCreated(RoleName role, int _, ManagedKey key) ->
                    with(keys.with(role, key));
            case ManagedKeyRotationStaged(RoleName role, int _, ManagedKey key) ->
                    with(keys.with(role, key));
            case ManagedKeyRetired e -> with(keys.retired(e.role(), e.key()));
            case ManagedKeyImported e -> with(keys.having(e.key().id()));
            case RoleKeysChanged e -> with(keys.after(e));
            case PublicationRejected _,
                    SigningRequested _,
                    SignatureProduced _,
                    SigningRefused _,
                    ChangeImported _ ->
                    this;
        };
    }

    private TrustedCollection imported(CollectionImported event) {
        return switch (event.fate()) {
            case LIVE ->
                    new TrustedCollection(
                            gun,
                            event.dialect(),
                            event.life(),
                            true,
                            CurrentDocuments.NONE,
                            keys,
                            event.history());
            case DELETED -> ended(event.life(), event.history());
        };
    }

    private TrustedCollection ended(int lifeEnded, @Nullable Sha256 history) {
        return new TrustedCollection(
                gun,
                Dialect.NOTARY_V1,
                lifeEnded + 1,
                false,
                CurrentDocuments.NONE,
                KnownKeys.NONE,
                history);
    }

    public Gun gun() {
        return gun;
    }

    public Dialect dialect() {
        return dialect;
    }

    /** Whether a root was accepted in this life, and so something is served. */
    public boolean isOpen() {
        return open;
    }

    /** The number of the running life, or of the one that a first root would begin. */
    public int life() {
        return life;
    }

    /** What is served for the role, null if nothing is. */
    public @Nullable CurrentDocument current(RoleName role) {
        return documents.current(role);
    }

    /** The key that was made for the role and that no root has named yet. */
    public @Nullable ManagedKey unusedKey(RoleName role) {
        return keys.unused(role);
    }

    /** Whether this life has told of the key, as one of the server's. */
    boolean hasTold(KeyId key) {
        return keys.isTold(key);
    }

    /** Whether the key is one of the server's that served in this life and serves no longer. */
    boolean hasRetired(KeyId key) {
        return keys.isRetired(key);
    }

    /** What was imported under this name; null if nothing was. */
    public @Nullable Sha256 importedHistory() {
        return importedHistory;
    }

    /** When {@link RenewServerRoles} will next have something to do; null if never. */
    public @Nullable Instant renewalDue(Policy policy) {
        return Renewal.due(this, policy);
    }

    /** The timestamp that {@code events}, the last of this collection's, published; or null. */
    public @Nullable PublishedTimestamp newTimestamp(List<CollectionEvent> events) {
        return events.stream()
                .filter(MetadataPublished.class::isInstance)
                .map(MetadataPublished.class::cast)
                .filter(published -> published.role().equals(RoleName.TIMESTAMP))
                .map(published -> new PublishedTimestamp(gun, life, published.digest()))
                .findFirst()
                .orElse(null);
    }

    /** Whether the timestamp is served, or was until lately; of long ago nothing is remembered. */
    public boolean hasPublished(PublishedTimestamp timestamp) {
        CurrentDocument current = current(RoleName.TIMESTAMP);
        return timestamp.life() == life
                && current != null
                && (current.digest().equals(timestamp.digest())
                        || documents.lately(RoleName.TIMESTAMP, timestamp.digest()) != null);
    }

    CurrentDocuments documents() {
        return documents;
    }

    KeyPlace placeFor(RoleName role) {
        return new KeyPlace(gun, life, role);
    }

    /** Whether we sign snapshots: the current one is ours just when the root's key is. */
    boolean snapshotIsOurs() {
        CurrentDocument snapshot = current(RoleName.SNAPSHOT);
        return snapshot != null && snapshot.author() == Author.SERVER;
    }

    private TrustedCollection with(CurrentDocuments later) {
        return new TrustedCollection(gun, dialect, life, open, later, keys, importedHistory);
    }

    private TrustedCollection with(KnownKeys later) {
        return new TrustedCollection(gun, dialect, life, open, documents, later, importedHistory);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TrustedCollection that
                && gun.equals(that.gun)
                && dialect == that.dialect
                && life == that.life
                && open == that.open
                && documents.equals(that.documents)
                && keys.equals(that.keys)
                && Objects.equals(importedHistory, that.importedHistory);
    }

    @Override
    public int hashCode() {
        return Objects.hash(gun, life, documents);
    }

    @Override
    public String toString() {
        return gun + " in life " + life + (open ? "" : ", not open");
    }
}
