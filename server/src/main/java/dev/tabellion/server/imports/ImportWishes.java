package dev.tabellion.server.imports;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What an operator asked of an import.
 *
 * @param server the database or dump of Notary's server: at the signer, too, which needs to know
 *     where collections stood and believes no other server
 * @param signer likewise of Notary's signer; null if only collections are taken over
 * @param by who decides so: it stands in the signer's journal, and in the record
 * @param dryRun tell what would happen, and write nothing
 * @param othersAnyway go on without collections that would be written over
 * @param despitePastFaults take over what was faulty once and has been replaced since
 */
public record ImportWishes(
        Half half,
        NotarySource server,
        @Nullable NotarySource signer,
        @Nullable Path passphrases,
        String by,
        boolean dryRun,
        boolean othersAnyway,
        boolean despitePastFaults) {
    /** Which half of an installation is taken over: they may be on different machines. */
    public enum Half {
        BOTH,
        KEYS,
        COLLECTIONS;

        public boolean hasKeys() {
            return this != COLLECTIONS;
        }

        public boolean hasCollections() {
            return this != KEYS;
        }
    }
}
