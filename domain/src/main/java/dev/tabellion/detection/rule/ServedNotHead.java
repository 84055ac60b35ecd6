package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A2;
import static dev.tabellion.detection.Attack.A3;
import static dev.tabellion.detection.Capability.C0;
import static dev.tabellion.detection.Capability.C10;
import static dev.tabellion.detection.Capability.C8;

import dev.tabellion.collection.Gun;
import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.DetectionRule.OnSight;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.FileName;
import dev.tabellion.detection.History;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import dev.tabellion.detection.Shown;
import dev.tabellion.detection.Sight;
import java.util.List;
import java.util.Set;

/**
 * Somebody was served what was current once, for longer than any cache may keep it: a mirror stands
 * still, or somebody in the way goes back.
 */
final class ServedNotHead implements OnSight {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("SERVED_NOT_HEAD"),
                    Severity.CRITICAL,
                    Set.of(Input.RECORD, Input.WITNESSES),
                    AttackCell.of(List.of(C0, C8, C10), A2, A3),
                    Playbook.P7,
                    "Something is served that was replaced long ago.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Sight sight, History before) {
        Gun ours = sight.collection();
        FileName name = sight.name();
        if (ours == null
                || name == null
                || !name.isCurrent()
                || sight.document() == null
                || !sight.warrant().published()) {
            return List.of();
        }
        Shown head = before.ofRecord(ours).shown(sight.role());
        return head != null
                        && !head.payload().equals(sight.document().payload().sha256())
                        && head.at().plus(Caches.LONGEST).isBefore(sight.at())
                ? List.of(
                        sight.clue()
                                .exhibit(new Exhibit.File(head.file()))
                                .fact("current", head.version())
                                .fact("since", head.at()))
                : List.of();
    }
}
