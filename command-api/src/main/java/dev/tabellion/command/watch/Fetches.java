package dev.tabellion.command.watch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.EventStream;
import dev.tabellion.collection.FetchRound;
import dev.tabellion.collection.FetchRound.Counted;
import dev.tabellion.collection.Provenance;
import dev.tabellion.collection.PublishedLives;
import dev.tabellion.collection.Publisher;
import dev.tabellion.collection.WatchEvent.FetchCount;
import dev.tabellion.collection.WatchEvent.FetchesCounted;
import dev.tabellion.collection.WatchName;
import dev.tabellion.command.aggregate.LedgerEvents;
import dev.tabellion.command.watch.FetchTurns.Told;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

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
    private final AtomicReference<FetchTurns> turns = new AtomicReference<>(FetchTurns.FIRST);
    private final Cache<Publisher, Sha256> names =
            Caffeine.newBuilder().maximumSize(MOST_NAMES).expireAfterWrite(ONE_NAME).build();

    /**
     * @param mostEvents of one round: further collections have their turn in the next
     */
    public Fetches(LedgerEvents events, PublishedLives lives, int mostEvents) {
        this.events = events;
        this.lives = lives;
        this.mostEvents = mostEvents;
    }

    /** For one thread. Nothing is told, and nobody's turn is over, if it fails. */
    public void record(FetchRound round, Provenance by) {
        FetchTurns.Plan plan = turns.get().plan(round, lives::isKnown, mostEvents);
        if (!plan.told().isEmpty()) {
            Map<Publisher, Sha256> committed = new HashMap<>();
            events.append(
                    new EventStream.Watch(WatchName.FETCHES),
                    by,
                    () -> {
                        committed.clear(); // whoever is told of anew is written anew
                        return events(plan.told(), committed);
                    });
            names.putAll(committed);
        }
        turns.set(plan.next());
    }

    /**
     * @param committed takes in those who had no name yet
     */
    private List<FetchesCounted> events(List<Told> told, Map<Publisher, Sha256> committed) {
        Set<Publisher> clients =
                told.stream()
                        .flatMap(each -> each.page().counts().stream())
                        .map(Counted::client)
                        .collect(Collectors.toSet());
        Map<Publisher, Sha256> named = new HashMap<>(names.getAllPresent(clients));
        clients.removeAll(named.keySet());
        committed.putAll(events.commitTo(clients));
        named.putAll(committed);
        return told.stream().map(each -> event(each, named)).toList();
    }

    private static FetchesCounted event(Told told, Map<Publisher, Sha256> named) {
        return new FetchesCounted(
                told.page().collection(),
                told.since(),
                told.until(),
                told.page().counts().stream().map(each -> count(each, named)).toList(),
                told.page().uncounted());
    }

    private static FetchCount count(Counted counted, Map<Publisher, Sha256> named) {
        return new FetchCount(
                Objects.requireNonNull(named.get(counted.client()), "a client without a name"),
                counted.fetch().role(),
                counted.fetch().file(),
                counted.fetch().digest(),
                counted.fetches());
    }
}
