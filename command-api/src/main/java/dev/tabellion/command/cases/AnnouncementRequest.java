package dev.tabellion.command.cases;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.CaseEvent.ChangeAnnounced;
import dev.tabellion.collection.CaseId;
import dev.tabellion.collection.ChangeScope;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.WatchName;
import dev.tabellion.detection.Announceable;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.keyusage.RuleBook;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An announcement as it is asked for. It is named by what it says, so that the same request is the
 * same announcement, whoever sends it how often.
 */
final class AnnouncementRequest {
    private static final Set<String> MEMBERS =
            Set.of("collection", "prefix", "watch", "rules", "from", "until", "words");
    private static final Duration LONGEST = Duration.ofDays(31);

    /** Until it is known what all of it says. */
    private static final CaseId UNNAMED = CaseId.of(Bytes.utf8(""));

    private AnnouncementRequest() {}

    /**
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static ChangeAnnounced read(byte[] body, Instant now) {
        CaseRequest request = CaseRequest.of(body, MEMBERS);
        Instant from = request.instant("from");
        Instant until = request.instant("until");
        if (until == null || !until.isAfter(now)) {
            throw new IllegalArgumentException("'until' is missing, or over");
        }
        Instant begins = from == null ? now : from;
        if (Duration.between(begins, until).compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "a change is announced for " + LONGEST.toDays() + " days at most");
        }
        List<String> rules = request.texts("rules").stream().sorted().distinct().toList();
        ChangeAnnounced change =
                new ChangeAnnounced(UNNAMED, scope(request), rules, begins, until, request.words());
        rules.forEach(AnnouncementRequest::judge);
        return named(change, from);
    }

    private static ChangeScope scope(CaseRequest request) {
        String collection = request.text("collection");
        String prefix = request.text("prefix");
        String watch = request.text("watch");
        if (collection != null && prefix == null && watch == null) {
            return new ChangeScope.OneCollection(new Gun(collection));
        }
        if (prefix != null && collection == null && watch == null) {
            return new ChangeScope.Prefix(prefix);
        }
        if (watch != null && collection == null && prefix == null) {
            return new ChangeScope.OneWatch(new WatchName(watch));
        }
        throw new IllegalArgumentException("say one of 'collection', 'prefix' and 'watch'");
    }

    private static void judge(String name) {
        RuleName rule = new RuleName(name);
        RuleCard card =
                RuleBook.ALL.stream()
                        .filter(each -> each.name().equals(rule))
                        .findFirst()
                        .orElse(null);
        if (card == null && !Announceable.isOfCeremony(rule)) {
            throw new IllegalArgumentException("no rule that can be expected is called " + rule);
        }
        if (card != null && !Announceable.isAnnounceable(rule, card.severity())) {
            throw new IllegalArgumentException("no honest change makes " + rule + " speak");
        }
    }

    private static ChangeAnnounced named(ChangeAnnounced change, @Nullable Instant from) {
        String said =
                String.join(
                        "\0",
                        "announcement",
                        change.scope().toString(),
                        String.join(",", change.rules()),
                        from == null ? "" : from.toString(),
                        change.until().toString(),
                        change.words().text());
        return new ChangeAnnounced(
                CaseId.of(Bytes.utf8(said)),
                change.scope(),
                change.rules(),
                change.from(),
                change.until(),
                change.words());
    }
}
