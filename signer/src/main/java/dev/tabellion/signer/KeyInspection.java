package dev.tabellion.signer;

import dev.tabellion.background.Background;
import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.signer.book.Birth;
import dev.tabellion.signer.book.Book;
import dev.tabellion.signer.book.Entry.KeyMissing;
import dev.tabellion.signer.vault.Keyring;
import dev.tabellion.signer.vault.Presence;
import dev.tabellion.tuf.KeyId;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again whether each key that the journal tells of is still there: nothing in this
 * signer deletes one, so whoever did it came from elsewhere. A key that was gone twice, one look
 * after the other, and is gone still when its vault made sure, is told of in the journal, once
 * until it was seen to be back. What a vault cannot tell, as while a token is away, says nothing of
 * its keys.
 */
public final class KeyInspection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeyInspection.class);

    /** Who tells it, in the journal. */
    static final String TELLER = "key-inspection";

    private static final int PAGE = 64;

    /** Made sure of in one look; the others in the next. */
    private static final int MOST = 1_000;

    /** Beside signing: after each page it rests for so many times as long as that took. */
    private static final int REST = 4;

    private final Keyring keyring;
    private final Book book;
    private final Clock clock;
    private final Duration period;
    private final Background background = new Background(TELLER, this::work);

    /** Gone when it was looked at last. */
    private final Set<KeyId> suspected = new HashSet<>();

    /** Told of, and not seen since. */
    private final Set<KeyId> told = new HashSet<>();

    /** What was told before the start is among them. */
    private volatile boolean knowsJournal;

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

    @Override
    public void close() {
        background.close();
    }

    private void work() {
        while (!background.stoppedWithin(period)) {
            try {
                look();
            } catch (SignerUnavailable e) {
                LOG.atWarn().setCause(e).log("keys-not-inspected");
            } catch (RuntimeException e) { // rows that read as nothing: the register was changed
                LOG.atError().setCause(e).log("keys-not-inspected");
            }
        }
    }

    /**
     * At every key once.
     *
     * @throws SignerUnavailable without the database, or where the journal cannot be written to
     */
    public void look() {
        if (!knowsJournal) {
            told.addAll(book.toldMissing());
            knowsJournal = true;
        }
        Map<KeyId, Birth> again = new LinkedHashMap<>();
        List<Birth> page = book.births(0, PAGE);
        while (!page.isEmpty()) {
            long began = System.nanoTime();
            judge(page, again);
            if (background.stoppedWithin(Duration.ofNanos(REST * (System.nanoTime() - began)))) {
                return;
            }
            page = book.births(page.getLast().entry(), PAGE);
        }
        if (!again.isEmpty()) {
            tell(again);
        }
    }

    /**
     * @param again to be filled with those that were gone before, and that nobody was told of
     */
    private void judge(List<Birth> page, Map<KeyId, Birth> again) {
        Map<KeyId, Presence> found =
                keyring.presenceOf(page.stream().map(Birth::key).toList(), false);
        for (Birth each : page) {
            switch (found.get(each.key())) {
                case null -> {} // its vault cannot tell
                case THERE -> seen(each.key());
                case UNREGISTERED, GONE_FROM_VAULT -> {
                    boolean isNew = suspected.add(each.key());
                    if (!isNew && !told.contains(each.key()) && again.size() < MOST) {
                        again.put(each.key(), each);
                    }
                }
            }
        }
    }

    private void seen(KeyId key) {
        suspected.remove(key);
        if (told.remove(key)) {
            LOG.atInfo().addKeyValue("key", key).log("key-is-back");
        }
    }

    /** Of those that are gone though their vault made sure. */
    private void tell(Map<KeyId, Birth> births) {
        Map<KeyId, Presence> found = keyring.presenceOf(births.keySet(), true);
        for (Birth each : births.values()) {
            switch (found.get(each.key())) {
                case null -> {}
                case THERE -> seen(each.key());
                case UNREGISTERED -> tell(each, KeyMissing.From.REGISTER);
                case GONE_FROM_VAULT -> tell(each, KeyMissing.From.VAULT);
            }
        }
    }

    private void tell(Birth key, KeyMissing.From from) {
        // A crash before or after it has the next start look twice before it tells, and only once.
        long entry =
                book.tell(TELLER, new KeyMissing(key.place(), key.key(), from, clock.instant()));
        told.add(key.key());
        LOG.atError()
                .addKeyValue("gun", key.place().gun())
                .addKeyValue("role", key.place().role())
                .addKeyValue("key", key.key())
                .addKeyValue("from", from)
                .addKeyValue("entry", entry)
                .log("KEY-MISSING");
    }
}
