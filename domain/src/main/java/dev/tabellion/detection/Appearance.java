package dev.tabellion.detection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent.Author;
import dev.tabellion.collection.CollectionEvent.MetadataImported;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.WatchEvent.SightingRecorded;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.Metadata;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document that a view shows, read.
 *
 * @param entry what tells of it
 * @param file the digest of its bytes
 * @param payload the digest of what its signatures cover
 * @param author who wrote it, null where that is not known: a view from outside
 * @param signers of those who may sign for its role, whose signatures it bears
 */
public record Appearance(
        Entry entry,
        Dialect dialect,
        RoleName role,
        Sha256 file,
        Signed<?> document,
        Sha256 payload,
        @Nullable Author author,
        List<KeyId> signers) {
    public Appearance {
        signers = List.copyOf(signers);
    }

    static Appearance of(
            Entry entry,
            Dialect dialect,
            RoleName role,
            Sha256 file,
            Signed<?> document,
            @Nullable Author author,
            List<KeyId> signers) {
        Sha256 payload = document.payload().sha256();
        return new Appearance(entry, dialect, role, file, document, payload, author, signers);
    }

    public Metadata metadata() {
        return document.metadata();
    }

    /** When it was published, where it comes from elsewhere: when it was published there. */
    public Instant at() {
        return entry.event() instanceof MetadataImported imported
                ? imported.published()
                : entry.at();
    }

    /** Whether it is ours, as we published it. */
    public boolean isOfRecord() {
        return entry.view() instanceof View.OfRecord;
    }

    /** Whether it is of a repository that is not ours. */
    public boolean isAnothers() {
        return !isOfRecord() && collection() == null;
    }

    /**
     * Whether its view is only just beginning: how things are, and how they came to be, is no news
     * there.
     */
    public boolean isOld(History before) {
        return isAnothers()
                && (before.shown(role) == null || before.shown(RoleName.TIMESTAMP) == null);
    }

    /** The collection of ours as which somebody else shows it; null where nobody does. */
    public @Nullable Gun collection() {
        return entry.event() instanceof SightingRecorded sighting ? sighting.collection() : null;
    }

    public Exhibit.File exhibit() {
        return new Exhibit.File(file);
    }

    /** A clue with this document for its evidence, and what it says it is. */
    public Clue clue() {
        return Clue.from(exhibit()).fact("role", role).fact("version", metadata().version());
    }
}
