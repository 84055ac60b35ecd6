package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A10;
import static dev.tabellion.detection.Attack.A8;
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
import dev.tabellion.tuf.RoleName;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Others than before sign for targets, snapshots or timestamps. Normal where a threshold of root
 * said so.
 */
final class RoleKeysChanged implements OnDocument {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("ROLE_KEYS_CHANGED"),
                    Severity.CRITICAL,
                    Set.of(Input.PUBLIC, Input.RECORD),
                    Stream.of(
                                    AttackCell.of(List.of(C8, C12), A8),
                                    AttackCell.of(List.of(C8, C10, C12), A10))
                            .flatMap(List::stream)
                            .toList(),
                    Playbook.P7,
                    "Others than before sign for a top-level role.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Appearance shown, History before) {
        List<Naming> found =
                Naming.changed(shown, before).stream()
                        .filter(Naming::changesKeys)
                        .filter(
                                naming ->
                                        shown.role().equals(RoleName.ROOT)
                                                && !naming.role().equals(RoleName.ROOT))
                        .toList();
        if (found.isEmpty()) {
            return List.of();
        }
        Clue clue = Naming.clue(shown, before, found);
        return List.of(Approval.isGiven(shown, before) ? clue.as(Severity.INFO) : clue);
    }
}
