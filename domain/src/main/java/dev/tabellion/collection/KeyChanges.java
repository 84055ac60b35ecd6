package dev.tabellion.collection;

import dev.tabellion.collection.CollectionEvent.ManagedKeyRetired;
import dev.tabellion.collection.CollectionEvent.RoleKeysChanged;
import dev.tabellion.tuf.Delegation;
import dev.tabellion.tuf.Delegator;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Targets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/** Whose keys a publication changes, found by comparing what is offered with what is stored. */
final class KeyChanges {
    private final Proposal proposal;

    KeyChanges(Proposal proposal) {
        this.proposal = proposal;
    }

    List<CollectionEvent> events() {
        List<CollectionEvent> events = new ArrayList<>();
        if (proposal.offers(RoleName.ROOT)) {
            events.addAll(
                    changes(
                            RoleName.ROOT,
                            RootRules.TOP_LEVEL,
                            proposal.storedRoot(),
                            proposal.root()));
        }
        for (RoleName role : proposal.offeredTargets()) {
            Targets before = targets(proposal.stored(role));
            Targets after = targets(proposal.offered(role));
            events.addAll(changes(role, delegatedBy(before, after), before, after));
        }
        return events;
    }

    /** Our keys that the offered root no longer names. */
    List<CollectionEvent> retired() {
        Root before = proposal.storedRoot();
        if (before == null || !proposal.offers(RoleName.ROOT)) {
            return List.of();
        }
        List<CollectionEvent> events = new ArrayList<>();
        for (ManagedKeyRetired retired :
                ManagedKeys.retireAll(proposal.before(), before, proposal.around())) {
            if (!proposal.root().topLevel(retired.role()).keys().containsKey(retired.key())) {
                events.add(retired);
            }
        }
        return events;
    }

    private static List<RoleKeysChanged> changes(
            RoleName delegator,
            Collection<RoleName> roles,
            @Nullable Delegator before,
            @Nullable Delegator after) {
        List<RoleKeysChanged> changes = new ArrayList<>();
        for (RoleName role : roles) {
            RoleKeys had = before == null ? null : before.keysOf(role);
            RoleKeys has = after == null ? null : after.keysOf(role);
            if (!sameSigners(had, has)) {
                changes.add(
                        new RoleKeysChanged(
                                delegator,
                                role,
                                ids(had),
                                threshold(had),
                                ids(has),
                                threshold(has)));
            }
        }
        return changes;
    }

    private static SequencedSet<RoleName> delegatedBy(
            @Nullable Targets before, @Nullable Targets after) {
        SequencedSet<RoleName> roles = new LinkedHashSet<>();
        for (Targets targets : new @Nullable Targets[] {before, after}) {
            if (targets != null) {
                targets.delegations().stream().map(Delegation::name).forEach(roles::add);
            }
        }
        return roles;
    }

    private static boolean sameSigners(@Nullable RoleKeys had, @Nullable RoleKeys has) {
        return threshold(had) == threshold(has)
                && new HashSet<>(ids(had)).equals(new HashSet<>(ids(has)));
    }

    private static List<KeyId> ids(@Nullable RoleKeys keys) {
        return keys == null ? List.of() : keys.ids();
    }

    private static int threshold(@Nullable RoleKeys keys) {
        return keys == null ? 0 : keys.threshold();
    }

    private static @Nullable Targets targets(@Nullable Signed<?> file) {
        return file == null ? null : Proposal.metadata(Targets.class, file);
    }
}
