package dev.tabellion.signer;

import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.PublishedTimestamp;
import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.signer.book.Book;
import dev.tabellion.signer.book.Entry;
import dev.tabellion.signer.policy.SigningFact;
import dev.tabellion.signer.policy.Tip;
import dev.tabellion.tuf.RoleName;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    List<PublishedTimestamp> unsettled(int skip, int limit) {
        return book.unsettled(skip, limit);
    }

    /**
     * What is known to be published already is not written down; what was never signed is a lie.
     * Under load most tellings are overtaken, so the journal is asked about those once for all, and
     * after the turns, which publications wait for.
     */
    void told(Peer peer, List<PublishedTimestamp> timestamps) {
        List<PublishedTimestamp> overtaken = neitherPendingNorSettled(peer, timestamps);
        Set<PublishedTimestamp> signed = book.signed(overtaken);
        overtaken.stream().filter(each -> !signed.contains(each)).forEach(e -> noteLie(peer, e));
    }

    /** Each collection's in their order; different ones' at once, so that they share a sync. */
    private List<PublishedTimestamp> neitherPendingNorSettled(
            Peer peer, List<PublishedTimestamp> timestamps) {
        Map<Gun, List<PublishedTimestamp>> byGun =
                timestamps.stream()
                        .collect(
                                Collectors.groupingBy(
                                        PublishedTimestamp::gun,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        List<Callable<List<PublishedTimestamp>>> tellings = new ArrayList<>();
        byGun.values()
                .forEach(
                        told ->
                                tellings.add(
                                        () ->
                                                told.stream()
                                                        .filter(each -> !settles(peer, each))
                                                        .toList()));
        List<PublishedTimestamp> left = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<PublishedTimestamp>> each : threads.invokeAll(tellings)) {
                left.addAll(each.get());
            }
        } catch (ExecutionException e) {
            throw new SignerUnavailable("noting what was published", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SignerUnavailable("noting what was published", e);
        }
        return left;
    }

    /** Whether it is known to be published now, or was before; asks memory alone. */
    private boolean settles(Peer peer, PublishedTimestamp timestamp) {
        return book.turn(
                timestamp.gun(),
                page -> {
                    Tip tip = page.standing(timestamp.life()).tip();
                    if (!tip.isPending(timestamp.digest())) {
                        return tip.isSettled(timestamp.digest());
                    }
                    page.write(
                            peer.name(),
                            new Entry.Published(
                                    new SigningFact.Published(timestamp, clock.instant())));
                    return true;
                });
    }

    private void noteLie(Peer peer, PublishedTimestamp timestamp) {
        var place = new KeyPlace(timestamp.gun(), timestamp.life(), RoleName.TIMESTAMP);
        var facts = new TreeMap<>(Map.of("timestamp", timestamp.digest().hex()));
        book.note(
                peer.name(),
                new Entry.TurnedAway(place, "published-unknown", facts, clock.instant()));
    }
}
