package dev.tabellion.query.fetches;

import dev.tabellion.collection.Fetch;
import dev.tabellion.collection.FetchRound;
import dev.tabellion.collection.FetchRound.Counted;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.Publisher;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * Fetches between two instants. Of what is there and of what is not there so many are told apart:
 * who asks for nonsense pushes nobody else out, and of what he asked beyond that nothing is kept.
 */
public final class Counting {
    private static final int ABSENT_SHARE = 4;
    private static final int MOST_COLLECTIONS = 1_024;

    private final Instant since;
    private final int most;
    private final ConcurrentHashMap<By, LongAdder> found = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<By, LongAdder> absent = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Gun, LongAdder> uncounted = new ConcurrentHashMap<>();

    private record By(Fetch fetch, Publisher client) {}

    Counting(int most, Instant since) {
        this.most = most;
        this.since = since;
    }

    void add(Fetch fetch, Publisher client) {
        if (fetch.digest() == null) {
            add(absent, most / ABSENT_SHARE, new By(fetch, client));
        } else if (!add(found, most, new By(fetch, client))
                && uncounted.size() < MOST_COLLECTIONS) {
            uncounted.computeIfAbsent(fetch.collection(), _ -> new LongAdder()).increment();
        }
    }

    /** False if there was no room. */
    private static boolean add(ConcurrentHashMap<By, LongAdder> counts, int room, By key) {
        LongAdder count = counts.get(key);
        if (count == null && counts.size() < room) {
            count = counts.computeIfAbsent(key, _ -> new LongAdder());
        }
        if (count != null) {
            count.increment();
        }
        return count != null;
    }

    public FetchRound until(Instant now) {
        Map<Gun, Long> left = new HashMap<>();
        uncounted.forEach((gun, count) -> left.put(gun, count.sum()));
        List<Counted> counted =
                Stream.of(found, absent)
                        .flatMap(counts -> counts.entrySet().stream())
                        .map(
                                each ->
                                        new Counted(
                                                each.getKey().fetch(),
                                                each.getKey().client(),
                                                each.getValue().sum()))
                        .toList();
        return new FetchRound(since, now, counted, left);
    }
}
