package dev.tabellion.signer;

import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.PublishedTimestamp;
import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.signer.book.Book;
import dev.tabellion.signer.book.Entry;
import dev.tabellion.signer.policy.SigningFact;
import dev.tabellion.signer.policy.Standing;
import dev.tabellion.tuf.RoleName;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * Keeps up what is known to be published. Never takes a word for what was not signed here, and
 * writes down who gave it.
 */
final class Settlement {
    private final Book book;
    private final Clock clock;

    Settlement(Book book, Clock clock) {
        this.book = book;
        this.clock = clock;
    }

    List<PublishedTimestamp> unsettled(int limit) {
        return book.unsettled(limit);
    }

    /** Each collection's in their order; different ones' at once, so that they share a sync. */
    void told(Peer peer, List<PublishedTimestamp> timestamps) {
        Map<Gun, List<PublishedTimestamp>> byGun =
                timestamps.stream()
                        .collect(
                                Collectors.groupingBy(
                                        PublishedTimestamp::gun,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        List<Callable<Boolean>> tellings = new ArrayList<>();
        byGun.values()
                .forEach(
                        told ->
                                tellings.add(
                                        () -> {
                                            told.forEach(each -> told(peer, each));
                                            return true;
                                        }));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> telling : threads.invokeAll(tellings)) {
                telling.get();
            }
        } catch (ExecutionException e) {
            throw new SignerUnavailable("noting what was published", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SignerUnavailable("noting what was published", e);
        }
    }

    /**
     * What is known to be published already is not written down; what was never signed is a lie.
     */
    private void told(Peer peer, PublishedTimestamp timestamp) {
        boolean known =
                book.turn(
                        timestamp.gun(),
                        page -> {
                            if (!isPending(page.standing(timestamp.life()), timestamp)) {
                                return page.knows(timestamp);
                            }
                            page.write(
                                    peer.name(),
                                    new Entry.Published(
                                            new SigningFact.Published(timestamp, clock.instant())));
                            return true;
                        });
        if (!known) {
            noteLie(peer, timestamp);
        }
    }

    private void noteLie(Peer peer, PublishedTimestamp timestamp) {
        var place = new KeyPlace(timestamp.gun(), timestamp.life(), RoleName.TIMESTAMP);
        var facts = new TreeMap<>(Map.of("timestamp", timestamp.digest().hex()));
        book.note(
                peer.name(),
                new Entry.TurnedAway(place, "published-unknown", facts, clock.instant()));
    }

    private static boolean isPending(Standing standing, PublishedTimestamp timestamp) {
        return standing.tip().pending().stream()
                .anyMatch(
                        pending ->
                                pending.position().timestamp().digest().equals(timestamp.digest()));
    }
}
