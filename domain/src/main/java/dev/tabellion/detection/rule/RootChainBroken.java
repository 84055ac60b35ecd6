package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A10;
import static dev.tabellion.detection.Capability.C10;
import static dev.tabellion.detection.Capability.C12;
import static dev.tabellion.detection.Capability.C8;

import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.DetectionRule.OnSight;
import dev.tabellion.detection.History;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import dev.tabellion.detection.Sight;
import dev.tabellion.detection.Warrant;
import dev.tabellion.verify.Signers;
import java.util.List;
import java.util.Set;

/**
 * A root that a threshold of those before it did not sign (specification 5.3.4). Critical only
 * where some of them did: anybody can show a root of their own.
 */
final class RootChainBroken implements OnSight {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("ROOT_CHAIN_BROKEN"),
                    Severity.CRITICAL,
                    Set.of(Input.PUBLIC, Input.WITNESSES),
                    AttackCell.of(List.of(C8, C10, C12), A10),
                    Playbook.P6,
                    "A root is not signed by those of the root before it.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Sight sight, History before) {
        Warrant warrant = sight.warrant();
        Signers chain = warrant.chain();
        if (chain == null || warrant.published() || chain.meetThreshold()) {
            return List.of();
        }
        Clue clue =
                sight.clue().fact("needed", chain.threshold()).fact("valid", chain.valid().size());
        return List.of(chain.valid().isEmpty() ? clue.as(Severity.HIGH) : clue);
    }
}
