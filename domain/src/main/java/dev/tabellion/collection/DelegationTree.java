package dev.tabellion.collection;

import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Targets;

/** Who is delegated to, by the documents that would be current. Checks no signatures. */
final class DelegationTree {
    private final Proposal proposal;

    DelegationTree(Proposal proposal) {
        this.proposal = proposal;
    }

    /** Whether every link from {@code targets} down to {@code role} is there. */
    boolean delegates(RoleName role) {
        RoleName parent = role.parent();
        if (parent == null) {
            return role.equals(RoleName.TARGETS);
        }
        Signed<?> file = proposal.file(parent);
        return file != null
                && Proposal.metadata(Targets.class, file).keysOf(role) != null
                && delegates(parent);
    }
}
