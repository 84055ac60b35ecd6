package dev.tabellion.signer.policy;

import dev.tabellion.collection.KeyPlace;
import dev.tabellion.signer.policy.Judgement.Refused;
import java.util.Optional;

/**
 * The lives of a collection go up one by one, and never back: a later root ends the life before.
 */
final class LifeRules {
    private LifeRules() {}

    static Optional<Refused> isNotOver(Standing standing, KeyPlace place) {
        int highest = standing.highestLife();
        return place.life() >= highest
                ? Optional.empty()
                : Optional.of(Refused.by("life-over", "life", place.life(), "highest", highest));
    }

    static Optional<Refused> isNotSkipped(Standing standing, KeyPlace place) {
        int highest = standing.highestLife();
        return place.life() <= highest + 1
                ? Optional.empty()
                : Optional.of(Refused.by("life-skipped", "life", place.life(), "highest", highest));
    }
}
