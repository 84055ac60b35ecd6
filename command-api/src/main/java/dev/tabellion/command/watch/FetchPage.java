package dev.tabellion.command.watch;

import dev.tabellion.collection.FetchRound;
import dev.tabellion.collection.FetchRound.Counted;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.WatchEvent.FetchesCounted;
import dev.tabellion.collection.WatchEvent.Seen;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * So much of a round as one event takes, of one collection. A client's way is never torn in two: it
 * is whole on a page, or what it has too much is not counted.
 */
record FetchPage(Gun collection, List<Counted> counts, long uncounted) {
    private static final Comparator<Counted> STEADY =
            Comparator.comparing((Counted each) -> each.fetch().role())
                    .thenComparing(each -> each.fetch().file());

    FetchPage {
        counts = List.copyOf(counts);
    }

    /** In the order of their names. */
    static List<FetchPage> of(FetchRound round) {
        Map<Gun, List<Counted>> byCollection =
                round.counts().stream()
                        .filter(each -> Seen.isFileName(each.fetch().file()))
                        .collect(
                                Collectors.groupingBy(
                                        each -> each.fetch().collection(),
                                        TreeMap::new,
                                        Collectors.toList()));
        List<FetchPage> pages = new ArrayList<>();
        byCollection.forEach(
                (gun, counts) ->
                        pages.addAll(pages(gun, counts, round.uncounted().getOrDefault(gun, 0L))));
        return pages;
    }

    private static List<FetchPage> pages(Gun gun, List<Counted> all, long left) {
        List<FetchPage> pages = new ArrayList<>();
        List<Counted> page = new ArrayList<>();
        long uncounted = left;
        for (List<Counted> way : ways(all)) {
            List<Counted> told = way.subList(0, Math.min(way.size(), FetchesCounted.MOST_COUNTS));
            uncounted +=
                    way.subList(told.size(), way.size()).stream().mapToLong(Counted::fetches).sum();
            if (page.size() + told.size() > FetchesCounted.MOST_COUNTS) {
                pages.add(new FetchPage(gun, page, uncounted));
                page.clear();
                uncounted = 0;
            }
            page.addAll(told);
        }
        pages.add(new FetchPage(gun, page, uncounted));
        return pages;
    }

    private static List<List<Counted>> ways(List<Counted> all) {
        return all.stream()
                .sorted(STEADY)
                .collect(
                        Collectors.groupingBy(
                                each -> each.client().toString(),
                                TreeMap::new,
                                Collectors.toList()))
                .values()
                .stream()
                .toList();
    }
}
