package dev.tabellion.collection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.WatchEvent.ClientReportReceived;
import dev.tabellion.collection.WatchEvent.FetchCount;
import dev.tabellion.collection.WatchEvent.FetchesCounted;
import dev.tabellion.collection.WatchEvent.Judgement;
import dev.tabellion.collection.WatchEvent.LogStanding;
import dev.tabellion.collection.WatchEvent.Seen;
import dev.tabellion.collection.WatchEvent.SightingRecorded;
import dev.tabellion.collection.WatchEvent.Watched;
import dev.tabellion.json.PlainJson;
import dev.tabellion.json.PlainJsonReader;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members of what was seen from outside, written and read. */
final class WatchJson {
    static final String SIGHTING = "sighting-recorded";
    static final String REPORT = "client-report-received";
    static final String FETCHES = "fetches-counted";
    static final Set<String> NAMES = Set.of(SIGHTING, REPORT, FETCHES);

    private static final String REFUSED = "refused";
    private static final String SEEN = "seen";

    private WatchJson() {}

    static PlainJson json(WatchEvent event) {
        return switch (event) {
            case SightingRecorded e ->
                    testimony(e.seen(), e.judgement(), e.log())
                            .text("url", e.watched().url())
                            .text("dialect", EventWriter.nameOf(e.watched().dialect()))
                            .text("collection", nameOf(e.collection()));
            case ClientReportReceived e ->
                    testimony(e.seen(), e.judgement(), e.log())
                            .text("collection", e.collection().value())
                            .text("client", e.refused() ? REFUSED : SEEN);
            case FetchesCounted e ->
                    new PlainJson()
                            .text("collection", e.collection().value())
                            .text("since", e.since().toString())
                            .text("until", e.until().toString())
                            .objects("counts", e.counts().stream().map(WatchJson::count).toList())
                            .number("uncounted", e.uncounted());
        };
    }

    static SightingRecorded sighting(PlainJsonReader json) {
        String collection = json.textIfThere("collection");
        return new SightingRecorded(
                new Watched(
                        json.text("url"),
                        EventReader.dialect(json),
                        collection == null ? null : new Gun(collection)),
                seen(json),
                judgement(json),
                standing(json));
    }

    static ClientReportReceived report(PlainJsonReader json) {
        return new ClientReportReceived(
                new Gun(json.text("collection")),
                json.text("client").equals(REFUSED),
                seen(json),
                judgement(json),
                standing(json));
    }

    static FetchesCounted fetches(PlainJsonReader json) {
        return new FetchesCounted(
                new Gun(json.text("collection")),
                json.instant("since"),
                json.instant("until"),
                json.objects("counts", WatchJson::count),
                json.number("uncounted"));
    }

    private static PlainJson testimony(Seen seen, Judgement judgement, LogStanding log) {
        PlainJson json =
                new PlainJson()
                        .text("role", seen.role().value())
                        .text("file", seen.file())
                        .text("at", seen.at().toString())
                        .text("digest", hex(seen.digest()))
                        .number("length", seen.length())
                        .texts("signedBy", EventWriter.texts(seen.signedBy()))
                        .text("rule", judgement.rule())
                        .object("facts", PlainJson.texts(judgement.facts()))
                        .text("log", nameOf(log));
        Version version = seen.version();
        return version == null ? json : json.number("version", version.number());
    }

    private static Seen seen(PlainJsonReader json) {
        return new Seen(
                new RoleName(json.text("role")),
                json.text("file"),
                json.instant("at"),
                json.numberIfThere("version") == null
                        ? null
                        : new Version(json.smallNumber("version")),
                EventReader.digestIfThere(json, "digest"),
                json.number("length"),
                json.texts("signedBy", KeyId::new));
    }

    private static Judgement judgement(PlainJsonReader json) {
        return new Judgement(json.text("rule"), json.textsByName("facts"));
    }

    private static PlainJson count(FetchCount count) {
        return new PlainJson()
                .text("client", count.client().hex())
                .text("role", count.role().value())
                .text("file", count.file())
                .text("digest", hex(count.digest()))
                .number("fetches", count.fetches());
    }

    private static FetchCount count(PlainJsonReader json) {
        return new FetchCount(
                new Sha256(json.text("client")),
                new RoleName(json.text("role")),
                json.text("file"),
                EventReader.digestIfThere(json, "digest"),
                json.number("fetches"));
    }

    private static LogStanding standing(PlainJsonReader json) {
        return EventReader.named(LogStanding.values(), WatchJson::nameOf, json.text("log"));
    }

    private static String nameOf(LogStanding standing) {
        return switch (standing) {
            case NO_LOG -> "none";
            case UNKNOWN -> "unknown";
            case CURRENT -> "current";
            case PAST -> "past";
            case ABSENT -> "absent";
        };
    }

    private static @Nullable String nameOf(@Nullable Gun collection) {
        return collection == null ? null : collection.value();
    }

    private static @Nullable String hex(@Nullable Sha256 digest) {
        return digest == null ? null : digest.hex();
    }
}
