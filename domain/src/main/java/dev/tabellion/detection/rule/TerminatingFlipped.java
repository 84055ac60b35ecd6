package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A9;
import static dev.tabellion.detection.Capability.C12;
import static dev.tabellion.detection.Capability.C4;

import dev.tabellion.detection.Appearance;
import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.DetectionRule.OnDocument;
import dev.tabellion.detection.History;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import dev.tabellion.tuf.Delegation;
import dev.tabellion.tuf.RoleName;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a delegation is the last word was changed: others are asked that were not, or no longer.
 */
final class TerminatingFlipped implements OnDocument {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("TERMINATING_FLIPPED"),
                    Severity.HIGH,
                    Set.of(Input.PUBLIC),
                    AttackCell.of(List.of(C4, C12), A9),
                    Playbook.P3,
                    "A delegation became the last word, or is it no longer.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Appearance shown, History before) {
        Delegations delegations = Delegations.changed(shown, before);
        if (delegations == null) {
            return List.of();
        }
        List<RoleName> flipped =
                delegations.now().stream()
                        .filter(each -> isFlipped(delegations.before(each.name()), each))
                        .map(Delegation::name)
                        .toList();
        return flipped.isEmpty() ? List.of() : List.of(Delegations.clue(shown, before, flipped));
    }

    private static boolean isFlipped(@Nullable Delegation before, Delegation now) {
        return before != null && before.terminating() != now.terminating();
    }
}
