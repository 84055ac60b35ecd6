package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A13;
import static dev.tabellion.detection.Capability.C0;
import static dev.tabellion.detection.Capability.C5;
import static dev.tabellion.detection.Capability.C7;
import static dev.tabellion.detection.Capability.C8;

import dev.tabellion.collection.WatchEvent.Judgement;
import dev.tabellion.detection.Appearance;
import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.DetectionRule.OnDocument;
import dev.tabellion.detection.DetectionRule.OnSight;
import dev.tabellion.detection.History;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import dev.tabellion.detection.Sight;
import java.util.List;
import java.util.Set;

/** What is named is not there: clients stop. Quiet about what nobody delegates to any more. */
final class MetaMissing implements OnDocument, OnSight {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("META_MISSING"),
                    Severity.HIGH,
                    Set.of(Input.PUBLIC, Input.WITNESSES),
                    AttackCell.of(List.of(C0, C5, C7, C8), A13),
                    Playbook.P7,
                    "What other metadata names is not there.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Appearance shown, History before) {
        if (!shown.isOfRecord()) {
            return List.of(); // an eye sees what is named only afterwards
        }
        return Reference.news(shown, before).keySet().stream()
                .filter(role -> before.shown(role) == null)
                .filter(role -> role.isTopLevel() || !before.delegatorsOf(role).isEmpty())
                .map(role -> shown.clue().fact("named", role))
                .limit(1)
                .toList();
    }

    @Override
    public List<Clue> judge(Sight sight, History before) {
        return sight.judgement().rule().equals(Judgement.MISSING)
                ? List.of(sight.clue())
                : List.of();
    }
}
