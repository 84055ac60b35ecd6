package dev.tabellion.signer;

import dev.tabellion.signer.book.Birth;
import dev.tabellion.signer.book.Book;
import dev.tabellion.signer.book.Entry;
import dev.tabellion.signer.book.Entry.KeyMissing;
import dev.tabellion.signer.vault.Keyring;
import dev.tabellion.signer.vault.Presence;
import dev.tabellion.signer.vault.Showing;
import dev.tabellion.signer.vault.Wanted;
import dev.tabellion.tuf.KeyId;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look at every key that the journal tells of. Each method throws {@link
 * dev.tabellion.collection.SignerUnavailable} without the database, or where the journal cannot be
 * written to.
 */
final class KeyLook {
    private static final Logger LOG = LoggerFactory.getLogger(KeyLook.class);

    /** Who tells it, in the journal. */
    static final String TELLER = "key-inspection";

    private static final int PAGE = 64;

    /** Asked for at once, to be sure. */
    private static final int MOST = 1_000;

    /** Beside signing: after each page it rests for so many times as long as that took. */
    private static final int REST = 4;

    private static final Duration LONGEST_REST = Duration.ofSeconds(5);

    private final Keyring keyring;
    private final Book book;
    private final Clock clock;
    private final Showing shown;
    private final boolean mayTell;
    private final Set<KeyId> told;
    private final Set<KeyId> arrived;
    private final Map<KeyId, Birth> missing = new LinkedHashMap<>();
    private final Set<KeyId> unknown = new HashSet<>();
    private final Set<KeyId> awaited = new HashSet<>();
    private final Set<KeyId> untold = new HashSet<>();

    /**
     * @param told those of which the journal tells that they are missing
     * @param arrived those of ceremonies that were there once
     */
    KeyLook(Keyring keyring, Book book, Clock clock, Set<KeyId> told, Set<KeyId> arrived) {
        this.keyring = keyring;
        this.book = book;
        this.clock = clock;
        this.shown = keyring.show();
        this.mayTell = book.discrepancy() == null;
        this.told = new HashSet<>(told);
        this.arrived = new HashSet<>(arrived);
    }

    /**
     * Whether it came to its end.
     *
     * @param ended rests for so long, and says whether to go on no more
     */
    boolean atAll(Predicate<Duration> ended) {
        boolean[] whole = {true};
        book.births(
                PAGE,
                page -> {
                    long began = System.nanoTime();
                    judge(page);
                    long rest = REST * (System.nanoTime() - began);
                    whole[0] =
                            !ended.test(Duration.ofNanos(Math.min(rest, LONGEST_REST.toNanos())));
                    return whole[0];
                });
        return whole[0];
    }

    private void judge(List<Birth> page) {
        Map<KeyId, Presence> found = shown.presenceOf(wanted(page));
        page.forEach(each -> judge(each, found.getOrDefault(each.key().id(), Presence.UNKNOWN)));
    }

    private void judge(Birth birth, Presence presence) {
        KeyId key = birth.key().id();
        switch (presence) {
            case THERE -> seen(birth);
            case UNREGISTERED -> {
                // a ceremony tells of a key before it brings it, and may have been broken off
                if (birth.imported() && !arrived.contains(key)) {
                    awaited.add(key);
                } else {
                    missing.put(key, birth);
                }
            }
            case GONE_FROM_VAULT -> missing.put(key, birth);
            case UNKNOWN -> unknown.add(key);
        }
    }

    private void seen(Birth birth) {
        KeyId key = birth.key().id();
        if (birth.imported()) {
            arrived.add(key);
        }
        if (mayTell && told.contains(key)) {
            book.tell(TELLER, new Entry.KeyFound(birth.place(), key, clock.instant()));
            told.remove(key);
            LOG.atWarn().addKeyValue("key", key).log("key-is-back");
        }
    }

    /** Of those that are gone now as before, though their vault remembers nothing. */
    void tellOfThoseMissedBefore(Set<KeyId> before) {
        Map<KeyId, Birth> again = new LinkedHashMap<>(missing);
        again.keySet().retainAll(before);
        again.keySet().removeAll(told);
        if (!mayTell) {
            untold.addAll(again.keySet());
            return;
        }
        List<Birth> births = List.copyOf(again.values());
        Showing sure = keyring.showAnew();
        for (int from = 0; from < births.size(); from += MOST) {
            tell(sure, births.subList(from, Math.min(births.size(), from + MOST)));
        }
    }

    private void tell(Showing sure, List<Birth> births) {
        Map<KeyId, Presence> found = sure.presenceOf(wanted(births));
        for (Birth each : births) {
            switch (found.getOrDefault(each.key().id(), Presence.UNKNOWN)) {
                case THERE -> missing.remove(each.key().id());
                case UNREGISTERED -> tell(each, KeyMissing.From.REGISTER);
                case GONE_FROM_VAULT -> tell(each, KeyMissing.From.VAULT);
                case UNKNOWN -> unknown.add(each.key().id());
            }
        }
    }

    private void tell(Birth birth, KeyMissing.From from) {
        KeyId key = birth.key().id();
        // A crash before it has the next start look twice again; after it, it is told.
        long entry = book.tell(TELLER, new KeyMissing(birth.place(), key, from, clock.instant()));
        told.add(key);
        LOG.atError()
                .addKeyValue("gun", birth.place().gun())
                .addKeyValue("role", birth.place().role())
                .addKeyValue("key", key)
                .addKeyValue("from", from)
                .addKeyValue("entry", entry)
                .log("KEY-MISSING");
    }

    private static Collection<Wanted> wanted(List<Birth> births) {
        return births.stream().map(each -> new Wanted(each.place(), each.key())).toList();
    }

    Set<KeyId> told() {
        return Set.copyOf(told);
    }

    Set<KeyId> arrived() {
        return Set.copyOf(arrived);
    }

    Set<KeyId> missing() {
        return Set.copyOf(missing.keySet());
    }

    /** What an operator should know, beside what is told; null if there is nothing. */
    @Nullable String complaint() {
        if (!untold.isEmpty()) {
            return said(untold, "keys are missing, and the journal is closed and cannot tell");
        }
        if (!unknown.isEmpty()) {
            return said(
                    unknown,
                    "keys could not be looked for: their vault does not answer, cannot make sure,"
                            + " or is not configured here");
        }
        return awaited.isEmpty()
                ? null
                : said(
                        awaited,
                        "keys of an import are not here: it was broken off, so run it again");
    }

    private static String said(Set<KeyId> keys, String what) {
        return "%d %s; one is %s".formatted(keys.size(), what, keys.iterator().next());
    }
}
