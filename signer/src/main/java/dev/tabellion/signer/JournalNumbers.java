package dev.tabellion.signer;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers for the entries of the signer's journal: ascending, never given twice, with holes where a
 * process ended.
 */
final class JournalNumbers {
    private static final int AT_A_TIME = 1_000;

    private final SoftwareVault vault;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong end = new AtomicLong();

    JournalNumbers(SoftwareVault vault) {
        this.vault = vault;
    }

    synchronized long next() {
        if (next.get() == end.get()) {
            long first = vault.nextThousandEntries();
            next.set(first);
            end.set(first + AT_A_TIME);
        }
        return next.getAndIncrement();
    }
}
