package dev.tabellion.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often a rule spoke of a view, or of a key there, in a stretch of an hour. The first time is a
 * finding, the others are counted, and the count is one more when the hour is over: so a flood is
 * two findings. Another key is another flood: who stole two does not hide behind the first.
 *
 * @param leaf the entry at which the stretch began
 * @param last when it spoke last
 */
public record Tally(Instant since, long leaf, int count, Instant last) {
    private static final Duration STRETCH = Duration.ofHours(1);

    static Tally first(Entry entry) {
        return new Tally(entry.at(), entry.leaf(), 1, entry.at());
    }

    /** Of what a rule's clues are counted: of the first key that they show, if they do. */
    static String nameOf(RuleName rule, List<Exhibit> exhibits) {
        Exhibit.Key key = keyOf(exhibits);
        return key == null ? rule.text() : rule + " " + key.id();
    }

    static Exhibit.@Nullable Key keyOf(List<Exhibit> exhibits) {
        return exhibits.stream()
                .filter(Exhibit.Key.class::isInstance)
                .map(Exhibit.Key.class::cast)
                .findFirst()
                .orElse(null);
    }

    Tally next(Entry entry) {
        return new Tally(
                since,
                leaf,
                Math.incrementExact(count),
                entry.at().isAfter(last) ? entry.at() : last);
    }

    /** Whether it spoke within the hour before {@code at}. */
    public boolean isFresh(Instant at) {
        return !at.isBefore(since) && at.isBefore(last.plus(STRETCH));
    }

    /** Whether the next one begins a stretch of its own. */
    boolean isOver(Instant at) {
        return !at.isBefore(until());
    }

    Instant until() {
        return since.plus(STRETCH);
    }
}
