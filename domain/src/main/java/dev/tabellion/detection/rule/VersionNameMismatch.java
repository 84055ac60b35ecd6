package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A10;
import static dev.tabellion.detection.Capability.C10;
import static dev.tabellion.detection.Capability.C12;
import static dev.tabellion.detection.Capability.C8;

import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.DetectionRule.OnSight;
import dev.tabellion.detection.FileName;
import dev.tabellion.detection.History;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import dev.tabellion.detection.Sight;
import dev.tabellion.tuf.Signed;
import java.util.List;
import java.util.Set;

/** A file says another version of itself than its name does. */
final class VersionNameMismatch implements OnSight {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("VERSION_NAME_MISMATCH"),
                    Severity.HIGH,
                    Set.of(Input.PUBLIC, Input.WITNESSES),
                    AttackCell.of(List.of(C8, C10, C12), A10),
                    Playbook.P7,
                    "A file says another version of itself than its name does.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Sight sight, History before) {
        FileName name = sight.name();
        Signed<?> document = sight.document();
        return name != null
                        && name.version() != null
                        && document != null
                        && !name.version().equals(document.metadata().version())
                ? List.of(sight.clue())
                : List.of();
    }
}
