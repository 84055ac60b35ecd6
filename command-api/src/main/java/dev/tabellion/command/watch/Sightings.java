package dev.tabellion.command.watch;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.Provenance;
import dev.tabellion.collection.SightingMessage;
import dev.tabellion.collection.WatchEvent.Judgement;
import dev.tabellion.collection.WatchEvent.LogStanding;
import dev.tabellion.collection.WatchEvent.Seen;
import dev.tabellion.collection.WatchEvent.SightingRecorded;
import dev.tabellion.collection.WatchName;
import dev.tabellion.command.rate.Rate;
import dev.tabellion.command.watch.Signatories.Found;
import dev.tabellion.detection.FileName;
import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.json.PlainJson;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Version;
import dev.tabellion.verify.Rejection;
import dev.tabellion.verify.SignatureCheck;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes what eyes saw into the record. Of a collection of ours the eye is believed only that these
 * bytes were shown there, and what a client that had followed so far would say: what the record
 * says of the bytes and whose keys signed them is found out here.
 */
public final class Sightings {
    /** What came of telling. */
    public enum Outcome {
        RECORDED,
        /** It was told before. */
        KNOWN,
        /** Of this watch came so much that the record is full of it. */
        TOO_MANY,
        /** Somebody else told under this name before. */
        NOT_THEIRS
    }

    private static final long PAST_SECONDS = Duration.ofMinutes(15).toSeconds();

    private final WatchNames names;
    private final Testimony testimony;
    private final PublishedFiles published;
    private final Signatories signatories;
    private final Rate<WatchName> rate;

    public Sightings(
            WatchNames names,
            Testimony testimony,
            PublishedFiles published,
            SignatureCheck check,
            int perMinute,
            InstantSource clock) {
        this.names = names;
        this.testimony = testimony;
        this.published = published;
        this.signatories = new Signatories(published, check);
        this.rate = new Rate<>(perMinute, clock);
    }

    public Outcome record(SightingMessage message, Provenance by) {
        if (!names.mayTell(message.watch(), by.publisher())) {
            return Outcome.NOT_THEIRS;
        }
        SightingRecorded sighting =
                message.file() == null ? message.sighting() : compared(message.sighting());
        PlainJson fact = fact(sighting);
        if (testimony.knows(message.watch(), fact)) {
            return Outcome.KNOWN;
        }
        if (!rate.take(message.watch())) {
            return Outcome.TOO_MANY;
        }
        SightingRecorded verified = verified(sighting, message.file());
        return testimony.tell(message.watch(), fact, verified, message.file(), by)
                ? Outcome.RECORDED
                : Outcome.KNOWN;
    }

    /**
     * Whether it tells of metadata by a digest alone: nobody could ever look whether that is so.
     */
    static boolean lacksBytes(SightingMessage message) {
        Seen seen = message.sighting().seen();
        return message.file() == null
                && seen.digest() != null
                && FileName.of(seen.role(), seen.file()).isPresent();
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

    /** Of a repository that is not ours nobody here knows the keys; detection follows its roots. */
    private SightingRecorded verified(SightingRecorded sighting, @Nullable Bytes file) {
        Gun ours = sighting.collection();
        if (ours == null) {
            return sighting;
        }
        Seen seen = sighting.seen();
        if (file == null) {
            return with(sighting, seen.version(), seen.length(), List.of(), sighting.judgement());
        }
        try {
            Signed<?> read = sighting.watched().dialect().read(seen.role(), file);
            Found found = signatories.of(ours, seen.role(), read);
            return with(
                    sighting,
                    read.metadata().version(),
                    file.length(),
                    found.signedBy(),
                    stricter(sighting.judgement(), found.judgement()));
        } catch (MalformedMetadata e) {
            Judgement malformed =
                    Signatories.refused(new Rejection.Malformed(seen.role(), e.problem()));
            return with(
                    sighting,
                    null,
                    file.length(),
                    List.of(),
                    stricter(sighting.judgement(), malformed));
        }
    }

    /**
     * An eye knows more than the bytes: what came before them. That it accepts them proves nothing.
     */
    private static Judgement stricter(Judgement eye, Judgement bytes) {
        return eye.isAccepted() ? bytes : eye;
    }

    private static SightingRecorded with(
            SightingRecorded sighting,
            @Nullable Version version,
            long length,
            List<KeyId> signedBy,
            Judgement judgement) {
        Seen told = sighting.seen();
        Seen seen =
                new Seen(
                        told.role(),
                        told.file(),
                        told.at(),
                        version,
                        told.digest(),
                        length,
                        signedBy);
        return new SightingRecorded(sighting.watched(), seen, judgement, sighting.log());
    }

    /** What no bytes bear out is news again each day, and so is that an eye still looks. */
    private static boolean isDaily(SightingRecorded sighting) {
        return sighting.seen().digest() == null
                || sighting.judgement().facts().containsKey(Judgement.AGAIN);
    }

    /**
     * What is past already may be a cache's for a while: it is news again before an hour is over.
     */
    private static String turn(SightingRecorded sighting) {
        Instant at = sighting.seen().at();
        return sighting.log() == LogStanding.PAST
                ? Long.toString(at.getEpochSecond() / PAST_SECONDS)
                : LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
    }

    private static PlainJson fact(SightingRecorded sighting) {
        Seen seen = sighting.seen();
        Sha256 digest = seen.digest();
        Gun ours = sighting.collection();
        return new PlainJson()
                .text("url", sighting.watched().url())
                .text("dialect", sighting.watched().dialect().name())
                .text("collection", ours == null ? null : ours.value())
                .text("role", seen.role().value())
                .text("file", seen.file())
                .text("digest", digest == null ? null : digest.hex())
                .text("rule", sighting.judgement().rule())
                .text("day", isDaily(sighting) ? turn(sighting) : null)
                .text("log", sighting.log().name());
    }
}
