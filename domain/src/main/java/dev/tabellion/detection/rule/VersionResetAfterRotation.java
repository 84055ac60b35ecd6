package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A2;
import static dev.tabellion.detection.Capability.C12;

import dev.tabellion.detection.Appearance;
import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.DetectionRule.OnDocument;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.History;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import dev.tabellion.detection.Shown;
import dev.tabellion.tuf.Version;
import java.util.List;
import java.util.Set;

/**
 * A lower version right after other keys for timestamp or snapshot: how a collection recovers from
 * a fast-forward, since clients forget what they knew (specification 5.3.11), and how a thief of
 * root would hide a rollback.
 */
final class VersionResetAfterRotation implements OnDocument {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("VERSION_RESET_AFTER_ROTATION"),
                    Severity.HIGH,
                    Set.of(Input.PUBLIC),
                    AttackCell.of(List.of(C12), A2),
                    Playbook.P2,
                    "A version was set back after a change of keys made that possible.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Appearance shown, History before) {
        Shown last = before.shown(shown.role());
        Version version = shown.metadata().version();
        return last != null
                        && version.compareTo(last.version()) < 0
                        && version.compareTo(last.highest()) >= 0
                ? List.of(
                        shown.clue()
                                .exhibit(new Exhibit.File(last.file()))
                                .fact("last", last.version()))
                : List.of();
    }
}
