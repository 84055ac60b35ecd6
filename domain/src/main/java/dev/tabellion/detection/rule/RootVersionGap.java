package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A10;
import static dev.tabellion.detection.Capability.C10;
import static dev.tabellion.detection.Capability.C12;
import static dev.tabellion.detection.Capability.C8;

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
import dev.tabellion.tuf.Root;
import java.util.List;
import java.util.Set;

/** A root was skipped: clients walk from one to the next and find the way cut. */
final class RootVersionGap implements OnDocument {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("ROOT_VERSION_GAP"),
                    Severity.HIGH,
                    Set.of(Input.PUBLIC),
                    AttackCell.of(List.of(C8, C10, C12), A10),
                    Playbook.P6,
                    "A root came without the one before it.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Appearance shown, History before) {
        Root last = before.root();
        return shown.metadata() instanceof Root root
                        && last != null
                        && root.version().number() > last.version().number() + 1
                ? List.of(Naming.clue(shown, before, List.of()).fact("last", last.version()))
                : List.of();
    }
}
