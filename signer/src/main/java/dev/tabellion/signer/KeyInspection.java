package dev.tabellion.signer;

import dev.tabellion.background.Background;
import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.signer.book.Book;
import dev.tabellion.signer.vault.Keyring;
import dev.tabellion.tuf.KeyId;
import java.time.Clock;
import java.time.Duration;
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

    private static final Duration SOON = Duration.ofSeconds(5);
    private final Keyring keyring;
    private final Book book;
    private final Clock clock;
    private final Duration period;
    private final Background background = new Background(KeyLook.TELLER, this::work);

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
        var look =
                new KeyLook(
                        keyring, book, clock, known == null ? book.toldMissing() : known, arrived);
        try {
            boolean isWhole = look.atAll(background::stoppedWithin);
            if (isWhole) {
                look.tellOfThoseMissedBefore(missed);
            }
        } finally {
            told = look.told();
        }
        arrived = look.arrived();
        missed = look.missing();
        complaint = look.complaint();
    }
}
