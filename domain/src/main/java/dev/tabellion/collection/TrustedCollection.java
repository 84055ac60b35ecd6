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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One collection as its events made it: decides commands, and evolves by what was decided. Never
 * changes, reads no clock and does no I/O but for the stored documents it is handed.
 */
public final class TrustedCollection {
    private final Gun gun;
    private final Life life;
    private final @Nullable Sha256 importedHistory;

    private TrustedCollection(Gun gun, Life life, @Nullable Sha256 importedHistory) {
        this.gun = gun;
        this.life = life;
        this.importedHistory = importedHistory;
    }

    /** A name without a history. */
    public static TrustedCollection unborn(Gun gun) {
        return new TrustedCollection(gun, Life.unbegun(1), null);
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
            case CollectionOpened(Dialect born, int begun) -> with(life.begun(born, begun));
            case CollectionDeleted(int ended) -> with(Life.unbegun(ended + 1));
            case CollectionImported e -> new TrustedCollection(gun, lifeImported(e), e.history());
            case MetadataImported e -> with(life.after(CurrentDocument.of(e), e.role()));
            case MetadataPublished e -> with(life.after(CurrentDocument.of(e), e.role()));
            case ManagedKeyCreated(RoleName role, int _, ManagedKey key) ->
                    with(life.keys().with(role, key));
            case ManagedKeyRotationStaged(RoleName role, int _, ManagedKey key) ->
                    with(life.keys().with(role, key));
            case ManagedKeyRetired e -> with(life.keys().retired(e.role(), e.key()));
            case ManagedKeyImported e -> with(life.keys().having(e.key().id()));
            case RoleKeysChanged e -> with(life.keys().after(e));
            case PublicationRejected _,
                    SigningRequested _,
                    SignatureProduced _,
                    SigningRefused _,
                    ChangeImported _ ->
                    this;
        };
    }

    private Life lifeImported(CollectionImported event) {
        return switch (event.fate()) {
            case LIVE -> life.begun(event.dialect(), event.life());
            case DELETED -> Life.unbegun(event.life() + 1);
        };
    }

    private TrustedCollection with(Life later) {
        return new TrustedCollection(gun, later, importedHistory);
    }

    private TrustedCollection with(KnownKeys later) {
        return with(life.with(later));
    }

    public Gun gun() {
        return gun;
    }

    public Dialect dialect() {
        return life.dialect();
    }

    /** Whether a root was accepted in this life, and so something is served. */
    public boolean isOpen() {
        return life.open();
    }

    /** The number of the running life, or of the one that a first root would begin. */
    public int life() {
        return life.number();
    }

    /** What is served for the role, null if nothing is. */
    public @Nullable CurrentDocument current(RoleName role) {
        return documents().current(role);
    }

    /** The key that was made for the role and that no root has named yet. */
    public @Nullable ManagedKey unusedKey(RoleName role) {
        return life.keys().unused(role);
    }

    /** Whether this life has told of the key, as one of the server's. */
    boolean hasTold(KeyId key) {
        return life.keys().isTold(key);
    }

    /** Whether the key is one of the server's that served in this life and serves no longer. */
    boolean hasRetired(KeyId key) {
        return life.keys().isRetired(key);
    }

    /** What was imported under this name; null if nothing was. */
    public @Nullable Sha256 importedHistory() {
        return importedHistory;
    }

    /** When {@link RenewServerRoles} will next have something to do; null if never. */
    public @Nullable Instant renewalDue(Policy policy) {
        return Renewal.due(this, policy);
    }

    /** Whether the timestamp is served, or was until lately; of long ago nothing is remembered. */
    public boolean hasPublished(PublishedTimestamp timestamp) {
        return timestamp.life() == life()
                && documents().has(RoleName.TIMESTAMP, timestamp.digest());
    }

    CurrentDocuments documents() {
        return life.documents();
    }

    KeyPlace placeFor(RoleName role) {
        return new KeyPlace(gun, life(), role);
    }

    /** Whether we sign snapshots: the current one is ours just when the root's key is. */
    boolean snapshotIsOurs() {
        CurrentDocument snapshot = current(RoleName.SNAPSHOT);
        return snapshot != null && snapshot.author() == Author.SERVER;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TrustedCollection that
                && gun.equals(that.gun)
                && life.equals(that.life)
                && Objects.equals(importedHistory, that.importedHistory);
    }

    @Override
    public int hashCode() {
        return Objects.hash(gun, life);
    }

    @Override
    public String toString() {
        return gun + " in life " + life() + (isOpen() ? "" : ", not open");
    }
}
