package dev.tabellion.signer;

/**
 * Numbers for the entries of the signer's journal: ascending, never given twice, with holes where a
 * process ended.
 */
final class JournalNumbers {
    private static final int AT_A_TIME = 1_000;

    private final SoftwareVault vault;
    private long next;
    private long end;

    JournalNumbers(SoftwareVault vault) {
        this.vault = vault;
    }

    synchronized long next() {
        if (next == end) {
            next = vault.nextThousandEntries();
            end = next + AT_A_TIME;
        }
        return next++;
    }
}
