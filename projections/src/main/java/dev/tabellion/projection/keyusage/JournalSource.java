package dev.tabellion.projection.keyusage;

import dev.tabellion.signing.JournalLine;
import java.util.List;

/**
 * The signer's journal, wherever the signer is. Reading again gives the same; entries of before may
 * only be missing or different if somebody changed the journal. Safe for concurrent use.
 */
@FunctionalInterface
public interface JournalSource {
    /**
     * The entries after one, in their order; none means that there was none when it was asked.
     *
     * @param entry 0 for the beginning
     * @throws dev.tabellion.collection.SignerUnavailable if it cannot be read now
     */
    List<JournalLine> after(long entry, int most);
}
