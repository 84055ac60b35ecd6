package dev.tabellion.collection;

import dev.tabellion.tuf.Delegation;
import dev.tabellion.tuf.Delegator;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Targets;
import dev.tabellion.verify.Rejection;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the offered targets and delegations are signed by those their whole chain of parents
 * names. A stored parent may have expired, but it must be signed by the keys of today.
 */
final class TargetsRules {
    private final Proposal proposal;
    private final Surroundings around;
    private final Delegator root;
    private final OwnKeys ownKeys;
    private final Map<RoleName, Signed<?>> verified = new LinkedHashMap<>();

    TargetsRules(Proposal proposal) {
        this.proposal = proposal;
        this.around = proposal.around();
        this.root = proposal.root();
        this.ownKeys = new OwnKeys(proposal.before(), around.keyPlaces());
    }

    Optional<Rejection> judge() {
        for (RoleName role : proposal.offeredTargets()) {
            Optional<Rejection> rejection = judgeChainOf(role);
            if (rejection.isPresent()) {
                return rejection;
            }
        }
        return judgeStored();
    }

    /**
     * New keys for targets come with targets signed by them. Notary's clients could neither read
     * nor mend a collection where they did not.
     */
    private Optional<Rejection> judgeStored() {
        Signed<?> stored = proposal.stored(RoleName.TARGETS);
        return stored != null
                        && proposal.offers(RoleName.ROOT)
                        && !proposal.offers(RoleName.TARGETS)
                ? judge(RoleName.TARGETS, stored)
                : Optional.empty();
    }

    /** The files found to be signed by the right keys: the offered ones, with their parents. */
    Map<RoleName, Signed<?>> verified() {
        return Collections.unmodifiableMap(verified);
    }

    private Optional<Rejection> judgeChainOf(RoleName offered) {
        for (RoleName role : chain(offered)) {
            Signed<?> file = proposal.file(role);
            if (file == null) {
                return Optional.of(new Rejection.NotDelegated(offered));
            }
            Optional<Rejection> rejection = judge(role, file);
            if (rejection.isPresent()) {
                return rejection;
            }
        }
        return Optional.empty();
    }

    private Optional<Rejection> judge(RoleName role, Signed<?> file) {
        if (verified.containsKey(role)) {
            return Optional.empty();
        }
        RoleKeys keys = delegatorOf(role).keysOf(role);
        if (keys == null) {
            return Optional.of(new Rejection.NotDelegated(role));
        }
        Optional<Rejection> rejection =
                SignatureRules.judge(role, file, keys, around.check())
                        .or(() -> judgeIfOffered(role, file));
        if (rejection.isEmpty()) {
            verified.put(role, file);
        }
        return rejection;
    }

    private Optional<Rejection> judgeIfOffered(RoleName role, Signed<?> file) {
        if (!proposal.offers(role)) {
            return Optional.empty();
        }
        Targets targets = Proposal.metadata(Targets.class, file);
        return ExpiryRules.judge(role, file, around)
                .or(() -> names(role, targets))
                .or(() -> ownKeys.judge(targets));
    }

    private Optional<Rejection> names(RoleName role, Targets targets) {
        return KeyNames.judge(
                role,
                targets.delegations().stream().map(Delegation::keys),
                proposal.before().dialect());
    }

    private Delegator delegatorOf(RoleName role) {
        Signed<?> parent = role.parent() == null ? null : verified.get(role.parent());
        return parent == null ? root : Proposal.metadata(Targets.class, parent);
    }

    /** The role and those it descends from, {@code targets} first. */
    private static Deque<RoleName> chain(RoleName role) {
        Deque<RoleName> chain = new ArrayDeque<>();
        for (@Nullable RoleName link = role; link != null; link = link.parent()) {
            chain.addFirst(link);
        }
        return chain;
    }
}
