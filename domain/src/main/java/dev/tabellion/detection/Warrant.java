package dev.tabellion.detection;

import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.verify.Signers;
import org.jspecify.annotations.Nullable;

/**
 * What there is to believe a document by that somebody saw.
 *
 * @param keys those that must sign it by the word of who delegates to its role in that view, for a
 *     root its own; null where nobody is known to delegate to it
 * @param signers which of them did; null where that was not looked at
 * @param chain for a root, who signed it of those whom the root before it names; null where there
 *     is none before it
 * @param published whether our own record says that we published it
 */
public record Warrant(
        @Nullable RoleKeys keys,
        @Nullable Signers signers,
        @Nullable Signers chain,
        boolean published) {
    static final Warrant NONE = new Warrant(null, null, null, false);

    /** We verified it before we published it. */
    static final Warrant PUBLISHED = new Warrant(null, null, null, true);

    /** Whether a client that had followed this view so far would believe who signed it. */
    public boolean holds() {
        return published
                || (signers != null
                        && signers.meetThreshold()
                        && (chain == null || chain.meetThreshold()));
    }

    /** Whether anybody signed it who could: then it is more than noise. */
    public boolean isSignedAtAll() {
        return published
                || (signers != null && !signers.valid().isEmpty() && chain == null)
                || (chain != null && !chain.valid().isEmpty());
    }
}
