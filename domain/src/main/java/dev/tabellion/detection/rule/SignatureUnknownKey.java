package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A1;
import static dev.tabellion.detection.Capability.C0;
import static dev.tabellion.detection.Capability.C10;
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
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import java.util.List;
import java.util.Set;

/**
 * A signature by a key that is none of the role's. Roots bear those of the keys before them, for
 * clients that come late, so there it says nothing while enough others signed; nor of a file that
 * we published, perhaps by a root that who saw it has not read yet.
 */
final class SignatureUnknownKey implements OnSight {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("SIGNATURE_UNKNOWN_KEY"),
                    Severity.HIGH,
                    Set.of(Input.PUBLIC, Input.WITNESSES),
                    AttackCell.of(List.of(C0, C8, C10), A1),
                    Playbook.P7,
                    "A signature names a key that is none of the role.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Sight sight, History before) {
        Signed<?> document = sight.document();
        RoleKeys keys = sight.warrant().keys();
        boolean holds = sight.warrant().holds();
        if (document == null
                || keys == null
                || sight.isFileOfOurs(before)
                || (holds && sight.role().equals(RoleName.ROOT))) {
            return List.of();
        }
        List<KeyId> unknown =
                document.keyIds().stream().filter(id -> !keys.keys().containsKey(id)).toList();
        if (unknown.isEmpty()) {
            return List.of();
        }
        Clue clue = sight.clue().fact("keys", unknown);
        return List.of(holds ? clue.as(Severity.MEDIUM) : clue);
    }
}
