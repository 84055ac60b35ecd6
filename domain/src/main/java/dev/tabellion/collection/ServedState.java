package dev.tabellion.collection;

import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Signed;
import dev.tabellion.verify.Rejection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a client can walk all of what is served at last. Entries carried over from an older
 * snapshot were judged when they were new, and a timestamp made anew hides what is wrong behind it;
 * here nothing is taken for granted (weaknesses 6.3 and 6.4 of Notary's).
 */
final class ServedState {
    private static final List<RoleName> SIGNED_BY_ROOT =
            List.of(RoleName.TIMESTAMP, RoleName.SNAPSHOT, RoleName.TARGETS);

    private final Proposal proposal;
    private final PastState state;
    private final PastFiles files;

    ServedState(Proposal proposal, PastState state, PastFiles files) {
        this.proposal = proposal;
        this.state = state;
        this.files = files;
    }

    Optional<Rejection> judge() throws MalformedMetadata {
        for (RoleName role : List.of(RoleName.ROOT, RoleName.TARGETS)) {
            Rejection unfound = state.unfound(role, files);
            if (unfound != null) {
                return Optional.of(unfound);
            }
        }
        Rejection fault = signatures();
        return Optional.ofNullable(fault == null ? delegations() : fault);
    }

    private @Nullable Rejection signatures() throws MalformedMetadata {
        Root root = state.rootOf(files);
        for (RoleName role : SIGNED_BY_ROOT) {
            Signed<?> file = files.read(state.row(role));
            Optional<Rejection> fault =
                    SignatureRules.judge(
                            role, file, root.topLevel(role), proposal.around().check());
            if (fault.isPresent()) {
                return fault.get();
            }
        }
        return null;
    }

    /**
     * A delegation that lost its key keeps its file until somebody witnesses it, so signatures are
     * not asked for here; an entry of a role that nobody delegates to any more leads no client.
     */
    private @Nullable Rejection delegations() throws MalformedMetadata {
        DelegationTree tree = new DelegationTree(proposal);
        for (RoleName role : state.snapshot().meta().keySet()) {
            Rejection unfound =
                    role.isTopLevel() || !tree.delegates(role) ? null : state.unfound(role, files);
            if (unfound != null) {
                return unfound;
            }
        }
        return null;
    }
}
