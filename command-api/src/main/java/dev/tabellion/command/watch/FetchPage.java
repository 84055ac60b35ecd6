package dev.tabellion.command.watch;

import dev.tabellion.collection.FetchRound;
import dev.tabellion.collection.FetchRound.Counted;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.WatchEvent.FetchesCounted;
import dev.tabellion.collection.WatchEvent.Seen;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
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

    /** By their collections, and of some only how much was not counted. */
    static NavigableMap<Gun, List<FetchPage>> of(FetchRound round) {
        NavigableMap<Gun, List<Counted>> counts = new TreeMap<>();
        round.uncounted().keySet().forEach(gun -> counts.put(gun, new ArrayList<>()));
        round.counts().stream()
                .filter(each -> Seen.isFileName(each.fetch().file()))
                .forEach(
                        each ->
                                counts.computeIfAbsent(
                                                each.fetch().collection(), _ -> new ArrayList<>())
                                        .add(each));
        NavigableMap<Gun, List<FetchPage>> pages = new TreeMap<>();
        counts.forEach(
                (gun, all) ->
                        pages.put(gun, pages(gun, all, round.uncounted().getOrDefault(gun, 0L))));
        return pages;
    }

    /** What is on it, counted or not. */
    long fetches() {
        return uncounted + counts.stream().mapToLong(Counted::fetches).sum();
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
