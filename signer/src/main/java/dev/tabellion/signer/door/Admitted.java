package dev.tabellion.signer.door;

import dev.tabellion.signer.Peer;
import java.util.Set;

/** A peer that the signer knows, and what it lets them do. */
public record Admitted(Peer peer, Set<Right> rights) {
    public Admitted {
        rights = Set.copyOf(rights);
    }

    /** What a peer may do. Nothing here changes keys' places, policy or imports. */
    public enum Right {
        /** Have keys made, and have signed what publishers justify. */
        ASK,
        /** Read the journal. */
        READ
    }
}
