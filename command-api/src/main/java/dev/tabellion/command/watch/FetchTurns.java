package dev.tabellion.command.watch;

import dev.tabellion.collection.FetchRound;
import dev.tabellion.collection.Gun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is where there is no room for all: collections take turns by their names, so that
 * nobody who fetches many keeps one out for good. Of one that has to wait it is told later how much
 * was not counted meanwhile.
 *
 * @param last the one that was told of last; null before the first round
 * @param missed what those that wait have waited for
 */
record FetchTurns(@Nullable Gun last, Map<Gun, Missed> missed) {
    private static final int MOST_MISSED = 10_000;

    /** Fetches that nobody counts any more, of the rounds from then on. */
    record Missed(Instant since, long fetches) {}

    /** What one event tells, of the time between. */
    record Told(FetchPage page, Instant since, Instant until) {}

    /**
     * @param next to go on with once this is told
     */
    record Plan(List<Told> told, FetchTurns next) {
        Plan {
            told = List.copyOf(told);
        }
    }

    static final FetchTurns FIRST = new FetchTurns(null, Map.of());

    FetchTurns {
        missed = Map.copyOf(missed);
    }

    /**
     * @param most events that there is room for
     */
    Plan plan(FetchRound round, Predicate<Gun> isKnown, int most) {
        List<Told> told = new ArrayList<>();
        Map<Gun, Missed> waiting = new HashMap<>(missed);
        Gun end = last;
        for (var each : inTurn(FetchPage.of(round)).entrySet()) {
            Gun gun = each.getKey();
            boolean isItsTurn = told.size() < most && isKnown.test(gun);
            Missed before = isItsTurn ? waiting.remove(gun) : null;
            if (before != null) {
                FetchPage rest = new FetchPage(gun, List.of(), before.fetches());
                told.add(new Told(rest, before.since(), round.since()));
            }
            for (FetchPage page : each.getValue()) {
                if (isItsTurn && told.size() < most) {
                    told.add(new Told(page, round.since(), round.until()));
                } else {
                    miss(page, round.since(), isKnown, waiting);
                }
            }
            end = isItsTurn ? gun : end;
        }
        return new Plan(told, new FetchTurns(end, waiting));
    }

    /** From the one after the last on, and round. */
    private <T> Map<Gun, T> inTurn(NavigableMap<Gun, T> all) {
        Map<Gun, T> turned = new LinkedHashMap<>();
        if (last != null) {
            turned.putAll(all.tailMap(last, false));
        }
        turned.putAll(all);
        return turned;
    }

    /** Nobody waits for what was never there: anybody can ask for any name. */
    private static void miss(
            FetchPage page, Instant since, Predicate<Gun> isKnown, Map<Gun, Missed> waiting) {
        boolean isThere =
                page.uncounted() > 0
                        || page.counts().stream().anyMatch(each -> each.fetch().digest() != null);
        boolean hasRoom = waiting.size() < MOST_MISSED || waiting.containsKey(page.collection());
        if (isThere && hasRoom && isKnown.test(page.collection())) {
            waiting.merge(
                    page.collection(),
                    new Missed(since, page.fetches()),
                    (before, now) -> new Missed(before.since(), before.fetches() + now.fetches()));
        }
    }
}
