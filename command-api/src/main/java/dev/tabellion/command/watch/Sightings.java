package dev.tabellion.command.watch;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.PlainJson;
import dev.tabellion.collection.Provenance;
import dev.tabellion.collection.SightingMessage;
import dev.tabellion.collection.WatchEvent.LogStanding;
import dev.tabellion.collection.WatchEvent.Seen;
import dev.tabellion.collection.WatchEvent.SightingRecorded;
import dev.tabellion.collection.WatchName;
import dev.tabellion.command.rate.Rate;
import java.time.InstantSource;

/**
 * Takes what eyes saw into the record. What the record says of bytes of a collection of ours it
 * looks up itself; all else it takes from the eye, which is one of the operator's.
 */
public final class Sightings {
    /** What came of telling. */
    public enum Outcome {
        RECORDED,
        /** It was told before. */
        KNOWN,
        /** Of this watch came so much that the record is full of it. */
        TOO_MANY
    }

    private final Testimony testimony;
    private final PublishedFiles published;
    private final Rate<WatchName> rate;

    public Sightings(
            Testimony testimony, PublishedFiles published, int perMinute, InstantSource clock) {
        this.testimony = testimony;
        this.published = published;
        this.rate = new Rate<>(perMinute, clock);
    }

    public Outcome record(SightingMessage message, Provenance by) {
        SightingRecorded sighting = compared(message.sighting());
        PlainJson fact = fact(sighting);
        if (testimony.knows(message.watch(), fact)) {
            return Outcome.KNOWN;
        }
        if (!rate.take(message.watch())) {
            return Outcome.TOO_MANY;
        }
        return testimony.tell(message.watch(), fact, sighting, message.file(), by)
                ? Outcome.RECORDED
                : Outcome.KNOWN;
    }

    private SightingRecorded compared(SightingRecorded sighting) {
        Gun ours = sighting.collection();
        Seen seen = sighting.seen();
        Sha256 digest = seen.digest();
        LogStanding standing =
                ours == null || digest == null
                        ? sighting.log()
                        : published.standingOf(ours, seen.role(), digest);
        return new SightingRecorded(sighting.watched(), seen, sighting.judgement(), standing);
    }

    private static PlainJson fact(SightingRecorded sighting) {
        Seen seen = sighting.seen();
        Sha256 digest = seen.digest();
        return new PlainJson()
                .text("url", sighting.watched().url())
                .text("file", seen.file())
                .text("digest", digest == null ? null : digest.hex())
                .text("rule", sighting.judgement().rule())
                .text("log", sighting.log().name());
    }
}
