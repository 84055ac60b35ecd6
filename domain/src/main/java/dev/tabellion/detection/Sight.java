package dev.tabellion.detection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.WatchEvent.Judgement;
import dev.tabellion.collection.WatchEvent.Seen;
import dev.tabellion.collection.WatchEvent.SightingRecorded;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that an eye saw, whether or not anybody should believe it.
 *
 * @param name under which the file was asked for; null for a target
 * @param document null where there is none to be read: no bytes, a target, or no metadata
 * @param problem why it cannot be read; null where that was not tried, or went well
 */
public record Sight(
        Entry entry,
        SightingRecorded sighting,
        @Nullable FileName name,
        @Nullable Signed<?> document,
        @Nullable String problem,
        Warrant warrant) {

    public Seen seen() {
        return sighting.seen();
    }

    public RoleName role() {
        return seen().role();
    }

    /** The collection of ours that it is of; null for another's. */
    public @Nullable Gun collection() {
        return sighting.collection();
    }

    /** What the eye says that a client would say. */
    public Judgement judgement() {
        return sighting.judgement();
    }

    /** Neither before it was seen nor after it was told of. */
    public Instant at() {
        return seen().at().isBefore(entry.at()) ? seen().at() : entry.at();
    }

    /** Its bytes, or where there are none the entry that tells of it, and what was asked for. */
    public Clue clue() {
        Sha256 digest = seen().digest();
        Exhibit exhibit =
                digest == null ? new Exhibit.Leaf(entry.leaf()) : new Exhibit.File(digest);
        Clue clue =
                Clue.from(exhibit)
                        .fact("role", role())
                        .fact("file", seen().file())
                        .fact("url", sighting.watched().url());
        return document == null ? clue : clue.fact("version", document.metadata().version());
    }

    /** Whether it is what the record says is current. */
    public boolean isHeadOf(History record) {
        Sha256 digest = seen().digest();
        return digest != null && record.isHead(role(), digest);
    }

    /**
     * Whether it is to the byte a file that we published in the collection's present life: then
     * those signed it who had to, when they had to.
     */
    public boolean isFileOfOurs(History before) {
        Gun ours = collection();
        return ours != null
                && document != null
                && sighting.log().isThere()
                && document.payload()
                        .sha256()
                        .equals(
                                before.ofRecord(ours)
                                        .versions()
                                        .payloadOf(role(), document.metadata().version()));
    }

    /** As a document of its view, if it is one. */
    @Nullable Appearance appearance() {
        Sha256 digest = seen().digest();
        return digest == null || document == null || !warrant.holds()
                ? null
                : Appearance.of(
                        entry,
                        sighting.watched().dialect(),
                        role(),
                        digest,
                        document,
                        null,
                        warrant.signers() == null ? List.of() : warrant.signers().valid());
    }
}
