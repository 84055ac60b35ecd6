package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A3;
import static dev.tabellion.detection.Capability.C0;
import static dev.tabellion.detection.Capability.C10;
import static dev.tabellion.detection.Capability.C8;

import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.DetectionRule.OnSight;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.History;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import dev.tabellion.detection.Shown;
import dev.tabellion.detection.Sight;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import java.util.List;
import java.util.Set;

/**
 * Somebody was served what has expired: clients that check refuse it, and stand still. Of roots
 * only the last one counts, which is known when the timestamp is fetched.
 */
final class ExpiredSeen implements OnSight {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("EXPIRED_SEEN"),
                    Severity.HIGH,
                    Set.of(Input.PUBLIC, Input.WITNESSES, Input.TIME),
                    AttackCell.of(List.of(C0, C8, C10), A3),
                    Playbook.P7,
                    "Something that has expired is served.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Sight sight, History before) {
        Signed<?> document = sight.document();
        if (document == null || !sight.warrant().holds()) {
            return List.of();
        }
        if (!sight.role().equals(RoleName.ROOT) && document.metadata().expiredAt(sight.at())) {
            return List.of(sight.clue().fact("expires", document.metadata().expires()));
        }
        Shown root = before.shown(RoleName.ROOT);
        return sight.role().equals(RoleName.TIMESTAMP)
                        && root != null
                        && !sight.at().isBefore(root.expires())
                ? List.of(
                        Clue.from(new Exhibit.File(root.file()))
                                .fact("role", RoleName.ROOT)
                                .fact("version", root.version())
                                .fact("expires", root.expires()))
                : List.of();
    }
}
