package dev.tabellion.query.cases;

import dev.tabellion.collection.CaseEvent.ChangeAnnounced;
import dev.tabellion.collection.ChangeScope;
import dev.tabellion.json.PlainJson;
import dev.tabellion.projection.incident.AnnouncementReader;
import dev.tabellion.projection.incident.AnnouncementReader.Announced;
import dev.tabellion.query.http.Question;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was announced, and whether it still explains anything. */
final class AnnouncementAnswers {
    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 1_000;

    private final AnnouncementReader announcements;
    private final InstantSource clock;

    AnnouncementAnswers(AnnouncementReader announcements, InstantSource clock) {
        this.announcements = announcements;
        this.clock = clock;
    }

    PlainJson page(Map<String, List<String>> parameters) {
        Question asked = new Question(parameters, Set.of("state", "limit"));
        String state = asked.word("state", List.of("any", "standing", "over", "withdrawn"));
        int limit = (int) asked.number("limit", 1, LARGEST_PAGE, USUAL_PAGE);
        Instant now = clock.instant();
        return new PlainJson()
                .objects(
                        "announcements",
                        announcements.all().stream()
                                .filter(each -> state.equals("any") || state.equals(of(each, now)))
                                .limit(limit)
                                .map(each -> json(each, now))
                                .toList());
    }

    private static PlainJson json(Announced announced, Instant now) {
        ChangeAnnounced change = announced.change();
        PlainJson json =
                new PlainJson()
                        .text("id", change.id().hex())
                        .text("state", of(announced, now))
                        .texts("rules", change.rules())
                        .text("from", change.from().toString())
                        .text("until", change.until().toString())
                        .text("words", change.words().text())
                        .number("leaf", announced.leaf())
                        .text("at", announced.at().toString());
        if (announced.withdrawn() != null) {
            json.number("withdrawn", announced.withdrawn());
        }
        return switch (change.scope()) {
            case ChangeScope.OneCollection(var gun) -> json.text("collection", gun.value());
            case ChangeScope.Prefix(var start) -> json.text("prefix", start);
            case ChangeScope.OneWatch(var watch) -> json.text("watch", watch.value());
        };
    }

    /** One that is yet to begin stands. */
    private static String of(Announced announced, Instant now) {
        if (announced.withdrawn() != null) {
            return "withdrawn";
        }
        return announced.change().until().isAfter(now) ? "standing" : "over";
    }
}
