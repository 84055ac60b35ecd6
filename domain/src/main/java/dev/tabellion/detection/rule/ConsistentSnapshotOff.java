package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A5;
import static dev.tabellion.detection.Capability.C12;

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

/** Files no longer bear their version in their names: a mirror in motion shows a mixture. */
final class ConsistentSnapshotOff implements OnDocument {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("CONSISTENT_SNAPSHOT_OFF"),
                    Severity.MEDIUM,
                    Set.of(Input.PUBLIC),
                    AttackCell.of(List.of(C12), A5),
                    Playbook.P6,
                    "Consistent snapshots were turned off.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Appearance shown, History before) {
        Root last = before.root();
        boolean off =
                shown.metadata() instanceof Root root
                        && last != null
                        && last.consistentSnapshot()
                        && !root.consistentSnapshot();
        return off ? List.of(Naming.clue(shown, before, List.of())) : List.of();
    }
}
