package dev.tabellion.signer.policy;

import dev.tabellion.collection.KeyPlace;
import dev.tabellion.signer.policy.Judgement.Refused;
import dev.tabellion.tuf.RoleName;
import java.util.Optional;

/** Whether a key is to be made for a place. */
final class KeyRules {
    private final PolicySettings settings;

    KeyRules(PolicySettings settings) {
        this.settings = settings;
    }

    Optional<Refused> judge(Standing standing, KeyPlace place) {
        return roleIsKept(place)
                .or(() -> LifeRules.isNotOver(standing, place))
                .or(() -> LifeRules.isNotSkipped(standing, place))
                .or(() -> fewAreUnused(standing, place));
    }

    private static Optional<Refused> roleIsKept(KeyPlace place) {
        RoleName role = place.role();
        return role.equals(RoleName.SNAPSHOT) || role.equals(RoleName.TIMESTAMP)
                ? Optional.empty()
                : Optional.of(Refused.by("role-not-kept", "role", role));
    }

    private Optional<Refused> fewAreUnused(Standing standing, KeyPlace place) {
        int unused = standing.keys().unusedFor(place.role()).size();
        int most = settings.mostUnusedKeys();
        return unused < most
                ? Optional.empty()
                : Optional.of(Refused.by("too-many-unused-keys", "unused", unused, "most", most));
    }
}
