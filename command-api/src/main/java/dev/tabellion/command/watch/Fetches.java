package dev.tabellion.command.watch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.EventStream;
import dev.tabellion.collection.FetchRound;
import dev.tabellion.collection.Provenance;
import dev.tabellion.collection.PublishedLives;
import dev.tabellion.collection.Publisher;
import dev.tabellion.collection.WatchEvent.FetchCount;
import dev.tabellion.collection.WatchEvent.FetchesCounted;
import dev.tabellion.collection.WatchName;
import dev.tabellion.command.aggregate.LedgerEvents;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes into the record who fetched what: for each collection that there is, one event or a few. A
 * client is named by a commitment, the same for an hour, whose clear text can be forgotten.
 */
public final class Fetches {
    private static final Duration ONE_NAME = Duration.ofHours(1);
    private static final int MOST_NAMES = 100_000;

    private final LedgerEvents events;
    private final PublishedLives lives;
    private final int mostEvents;
    private final Cache<Publisher, Sha256> names =
            Caffeine.newBuilder().maximumSize(MOST_NAMES).expireAfterWrite(ONE_NAME).build();

    /**
     * @param mostEvents of one round: of further collections nothing is told
     */
    public Fetches(LedgerEvents events, PublishedLives lives, int mostEvents) {
        this.events = events;
        this.lives = lives;
        this.mostEvents = mostEvents;
    }

    public void record(FetchRound round, Provenance by) {
        List<FetchPage> pages =
                FetchPage.of(round).stream()
                        .filter(page -> lives.isKnown(page.collection()))
                        .limit(mostEvents)
                        .toList();
        if (pages.isEmpty()) {
            return;
        }
        Map<Publisher, Sha256> committed = new HashMap<>();
        events.append(
                new EventStream.Watch(WatchName.FETCHES),
                by,
                () -> {
                    committed.clear(); // whoever is told of anew is written anew
                    return pages.stream().map(page -> event(page, round, committed, by)).toList();
                });
        names.putAll(committed);
    }

    private FetchesCounted event(
            FetchPage page, FetchRound round, Map<Publisher, Sha256> committed, Provenance by) {
        List<FetchCount> counts =
                page.counts().stream()
                        .map(
                                each ->
                                        new FetchCount(
                                                name(each.client(), committed, by),
                                                each.fetch().role(),
                                                each.fetch().file(),
                                                each.fetch().digest(),
                                                each.fetches()))
                        .toList();
        return new FetchesCounted(
                page.collection(), round.since(), round.until(), counts, page.uncounted());
    }

    private Sha256 name(Publisher client, Map<Publisher, Sha256> committed, Provenance by) {
        Sha256 known = names.getIfPresent(client);
        return known != null
                ? known
                : committed.computeIfAbsent(
                        client, _ -> events.commitTo(new Provenance(client, by.requestId(), null)));
    }
}
