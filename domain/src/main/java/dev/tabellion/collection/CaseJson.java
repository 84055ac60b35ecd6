package dev.tabellion.collection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CaseEvent.AnnouncementWithdrawn;
import dev.tabellion.collection.CaseEvent.ChangeAnnounced;
import dev.tabellion.collection.CaseEvent.FindingAcknowledged;
import dev.tabellion.collection.CaseEvent.IncidentAssigned;
import dev.tabellion.collection.CaseEvent.IncidentClosed;
import dev.tabellion.collection.CaseEvent.IncidentNoted;
import dev.tabellion.collection.CaseEvent.KeyDeclaredCompromised;
import dev.tabellion.collection.CaseEvent.NamespaceReserved;
import dev.tabellion.collection.CaseEvent.Verdict;
import dev.tabellion.collection.CaseEvent.WatchFreed;
import dev.tabellion.json.PlainJson;
import dev.tabellion.json.PlainJsonReader;
import dev.tabellion.tuf.KeyId;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The members of what people say and do about findings, written and read. */
final class CaseJson {
    static final String ANNOUNCED = "change-announced";
    static final String WITHDRAWN = "announcement-withdrawn";
    static final String ACKNOWLEDGED = "finding-acknowledged";
    static final String ASSIGNED = "incident-assigned";
    static final String NOTED = "incident-noted";
    static final String CLOSED = "incident-closed";
    static final String COMPROMISED = "key-declared-compromised";
    static final String RESERVED = "namespace-reserved";
    static final String FREED = "watch-freed";
    static final Set<String> NAMES =
            Set.of(
                    ANNOUNCED,
                    WITHDRAWN,
                    ACKNOWLEDGED,
                    ASSIGNED,
                    NOTED,
                    CLOSED,
                    COMPROMISED,
                    RESERVED,
                    FREED);

    private CaseJson() {}

    static PlainJson json(CaseEvent event) {
        return switch (event) {
            case ChangeAnnounced e -> announced(e);
            case AnnouncementWithdrawn(CaseId announcement, Words words) ->
                    said(words).text("announcement", announcement.hex());
            case FindingAcknowledged(CaseId finding, Words words) ->
                    said(words).text("finding", finding.hex());
            case IncidentAssigned(CaseId incident, Sha256 owner) ->
                    new PlainJson().text("incident", incident.hex()).text("owner", owner.hex());
            case IncidentNoted(CaseId incident, Words words) ->
                    said(words).text("incident", incident.hex());
            case IncidentClosed(CaseId incident, Verdict verdict, int findings, Words words) ->
                    said(words)
                            .text("incident", incident.hex())
                            .text("verdict", verdict.text())
                            .number("findings", findings);
            case KeyDeclaredCompromised(KeyId key, Instant from, Instant until, Words words) ->
                    said(words)
                            .text("key", key.value())
                            .text("from", text(from))
                            .text("until", text(until));
            case NamespaceReserved(String prefix, Instant until, Words words) ->
                    said(words).text("prefix", prefix).text("until", text(until));
            case WatchFreed(WatchName watch, Words words) ->
                    said(words).text("watch", watch.value());
        };
    }

    static ChangeAnnounced announced(PlainJsonReader json) {
        return new ChangeAnnounced(
                id(json, "id"),
                scope(json),
                json.texts("rules", Function.identity()),
                json.instant("from"),
                json.instant("until"),
                words(json));
    }

    static AnnouncementWithdrawn withdrawn(PlainJsonReader json) {
        return new AnnouncementWithdrawn(id(json, "announcement"), words(json));
    }

    static FindingAcknowledged acknowledged(PlainJsonReader json) {
        String words = json.textIfThere("words");
        return new FindingAcknowledged(
                id(json, "finding"), words == null ? null : new Words(words));
    }

    static IncidentAssigned assigned(PlainJsonReader json) {
        return new IncidentAssigned(id(json, "incident"), new Sha256(json.text("owner")));
    }

    static IncidentNoted noted(PlainJsonReader json) {
        return new IncidentNoted(id(json, "incident"), words(json));
    }

    static IncidentClosed closed(PlainJsonReader json) {
        return new IncidentClosed(
                id(json, "incident"),
                Verdict.of(json.text("verdict")),
                json.smallNumber("findings"),
                words(json));
    }

    static KeyDeclaredCompromised compromised(PlainJsonReader json) {
        return new KeyDeclaredCompromised(
                new KeyId(json.text("key")),
                instantIfThere(json, "from"),
                instantIfThere(json, "until"),
                words(json));
    }

    static NamespaceReserved reserved(PlainJsonReader json) {
        return new NamespaceReserved(
                json.text("prefix"), instantIfThere(json, "until"), words(json));
    }

    static WatchFreed freed(PlainJsonReader json) {
        return new WatchFreed(new WatchName(json.text("watch")), words(json));
    }

    private static PlainJson announced(ChangeAnnounced e) {
        PlainJson json =
                said(e.words())
                        .text("id", e.id().hex())
                        .texts("rules", e.rules())
                        .text("from", e.from().toString())
                        .text("until", e.until().toString());
        return switch (e.scope()) {
            case ChangeScope.OneCollection(Gun gun) -> json.text("collection", gun.value());
            case ChangeScope.Prefix(String start) -> json.text("prefix", start);
            case ChangeScope.OneWatch(WatchName watch) -> json.text("watch", watch.value());
        };
    }

    private static ChangeScope scope(PlainJsonReader json) {
        String collection = json.textIfThere("collection");
        if (collection != null) {
            return new ChangeScope.OneCollection(new Gun(collection));
        }
        String prefix = json.textIfThere("prefix");
        return prefix != null
                ? new ChangeScope.Prefix(prefix)
                : new ChangeScope.OneWatch(new WatchName(json.text("watch")));
    }

    private static PlainJson said(@Nullable Words words) {
        return new PlainJson().text("words", words == null ? null : words.text());
    }

    private static Words words(PlainJsonReader json) {
        return new Words(json.text("words"));
    }

    private static CaseId id(PlainJsonReader json, String name) {
        return new CaseId(json.text(name));
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static @Nullable Instant instantIfThere(PlainJsonReader json, String name) {
        return json.textIfThere(name) == null ? null : json.instant(name);
    }
}
