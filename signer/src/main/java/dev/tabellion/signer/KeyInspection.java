package dev.tabellion.signer;

import dev.tabellion.background.Background;
import dev.tabellion.collection.SignerUnavailable;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again whether each key that the journal tells of is still there: nothing in this
 * signer deletes one, so whoever did it came from elsewhere. A key that was gone twice, one look
 * after the other, and is gone still when its vault remembers nothing, is told of in the journal,
 * once until it is told to be back. What a vault cannot tell, as while a token is away, says
 * nothing of its keys, and health says so.
 */
public final class KeyInspection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeyInspection.class);

    /** Who tells it, in the journal. */
    static final String TELLER = "key-inspection";

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final int PAGE = 64;

    /** Asked for at once. */
    private static final int MOST = 1_000;

    /** Beside signing: after each page it rests for so many times as long as that took. */
    private static final int REST = 4;

    private static final Duration LONGEST_REST = Duration.ofSeconds(5);

    private final Keyring keyring;
    private final Book book;
    private final Clock clock;
    private final Duration period;
    private final Background background = new Background(TELLER, this::work);

    /** Gone when it was looked at last. */
    private volatile Set<KeyId> missed = Set.of();

    /** Told to be gone; null until the journal was asked. */
    private volatile @Nullable Set<KeyId> told;

    /** Those of ceremonies that were there once. */
    private volatile Set<KeyId> arrived = Set.of();

    private volatile @Nullable String complaint;

    /**
     * @param period from the end of one look to the beginning of the next
     */
    public KeyInspection(Keyring keyring, Book book, Clock clock, Duration period) {
        this.keyring = keyring;
        this.book = book;
        this.clock = clock;
        this.period = period;
    }

    public void start() {
        background.start();
    }

    /** Which keys could not be looked for; null if all could. */
    public @Nullable String complaint() {
        return complaint;
    }

    @Override
    public void close() {
        background.close();
    }

    private void work() {
        Duration pause = SOON.compareTo(period) < 0 ? SOON : period;
        while (!background.stoppedWithin(pause)) {
            try {
                look();
            } catch (SignerUnavailable e) {
                complaint = "keys could not be looked for: " + e.getMessage();
                LOG.atWarn().setCause(e).log("keys-not-inspected");
            }
            pause = period;
        }
    }

    /**
     * At every key once.
     *
     * @throws SignerUnavailable without the database, or where the journal cannot be written to
     */
    public void look() {
        Set<KeyId> known = told;
        var look = new Look(known == null ? book.toldMissing() : known, new HashSet<>(arrived));
        try {
            look.atAll();
        } finally {
            told = Set.copyOf(look.told);
        }
        arrived = Set.copyOf(look.arrived);
        missed = Set.copyOf(look.missing.keySet());
        complaint = look.complaint();
    }

    /** One look. */
    private final class Look {
        private final Showing shown = keyring.show();
        private final boolean mayTell = book.discrepancy() == null;
        private final Map<KeyId, Birth> missing = new LinkedHashMap<>();
        private final Set<KeyId> unknown = new HashSet<>();
        private final Set<KeyId> awaited = new HashSet<>();
        private final Set<KeyId> untold = new HashSet<>();
        private final Set<KeyId> told;
        private final Set<KeyId> arrived;

        Look(Set<KeyId> told, Set<KeyId> arrived) {
            this.told = new HashSet<>(told);
            this.arrived = arrived;
        }

        void atAll() {
            book.births(PAGE, this::atPage);
            Map<KeyId, Birth> again = new LinkedHashMap<>(missing);
            again.keySet().retainAll(missed);
            again.keySet().removeAll(told);
            if (mayTell && !background.isStopped()) {
                tell(List.copyOf(again.values()));
            } else {
                untold.addAll(again.keySet());
            }
        }

        /** Whether to go on. */
        private boolean atPage(List<Birth> page) {
            long began = System.nanoTime();
            Map<KeyId, Presence> found = shown.presenceOf(wanted(page));
            page.forEach(
                    each -> judge(each, found.getOrDefault(each.key().id(), Presence.UNKNOWN)));
            long rest = REST * (System.nanoTime() - began);
            return !background.stoppedWithin(
                    Duration.ofNanos(Math.min(rest, LONGEST_REST.toNanos())));
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

        /** Of those that are gone though their vault remembers nothing. */
        private void tell(List<Birth> births) {
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
            // A crash before it has the next start look twice before it tells; after it, it is
            // told.
            long entry =
                    book.tell(TELLER, new KeyMissing(birth.place(), key, from, clock.instant()));
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

        @Nullable String complaint() {
            if (!untold.isEmpty()) {
                return untold.size()
                        + " keys are missing, and the journal is closed and cannot tell; one is "
                        + untold.iterator().next();
            }
            if (!unknown.isEmpty()) {
                return unknown.size()
                        + " keys could not be looked for: their vault does not answer, cannot make"
                        + " sure, or is not configured here; one is "
                        + unknown.iterator().next();
            }
            return awaited.isEmpty()
                    ? null
                    : awaited.size()
                            + " keys of an import are not here: it was broken off, so run it again;"
                            + " one is "
                            + awaited.iterator().next();
        }
    }
}
