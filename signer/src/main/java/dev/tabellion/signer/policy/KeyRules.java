package dev.tabellion.signer.policy;

import dev.tabellion.collection.KeyPlace;
import dev.tabellion.signer.policy.Judgement.Refused;
import dev.tabellion.tuf.RoleName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether a key is to be made for a place: few of one, and not too many for one asker at once. */
final class KeyRules {
    private final PolicySettings settings;
    private final SigningRate<Asked> rate;

    /** Peers are few, and known by their certificates. */
    private record Asked(String by, RoleName role) {}

    KeyRules(PolicySettings settings) {
        this.settings = settings;
        this.rate = new SigningRate<>(settings.burst(), settings.perSecond());
    }

    Optional<Refused> judge(Standing standing, KeyPlace place, String asker, Instant now) {
        return roleIsKept(place)
                .or(() -> LifeRules.isNotOver(standing, place))
                .or(() -> LifeRules.isNotSkipped(standing, place))
                .or(() -> fewAreUnused(standing, place))
                .or(() -> areNotMadeTooOften(new Asked(asker, place.role()), now));
    }

    private static Optional<Refused> roleIsKept(KeyPlace place) {
        RoleName role = place.role();
        return role.equals(RoleName.SNAPSHOT) || role.equals(RoleName.TIMESTAMP)
                ? Optional.empty()
                : Optional.of(Refused.by("role-not-kept", "role", role));
    }

    /** Of names for collections there is no end. */
    private Optional<Refused> areNotMadeTooOften(Asked asked, Instant now) {
        return rate.take(List.of(asked), now)
                ? Optional.empty()
                : Optional.of(
                        Refused.by(
                                "too-many-new-keys",
                                "burst",
                                settings.burst(),
                                "perSecond",
                                settings.perSecond()));
    }

    private Optional<Refused> fewAreUnused(Standing standing, KeyPlace place) {
        int unused = standing.keys().unusedFor(place.role()).size();
        int most = settings.mostUnusedKeys();
        return unused < most
                ? Optional.empty()
                : Optional.of(Refused.by("too-many-unused-keys", "unused", unused, "most", most));
    }
}
