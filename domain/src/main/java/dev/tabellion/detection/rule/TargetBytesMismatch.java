package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A13;
import static dev.tabellion.detection.Capability.C1;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.WatchEvent.Judgement;
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
import dev.tabellion.tuf.Target;
import dev.tabellion.tuf.Targets;
import java.util.List;
import java.util.Set;

/**
 * A target file is not the one that the metadata describes. Bytes of a target are signed by nobody,
 * so this alone is never critical.
 */
final class TargetBytesMismatch implements OnSight {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("TARGET_BYTES_MISMATCH"),
                    Severity.HIGH,
                    Set.of(Input.PUBLIC, Input.WITNESSES),
                    AttackCell.of(List.of(C1), A13),
                    Playbook.P7,
                    "A target file is not the one that the metadata describes.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Sight sight, History before) {
        Sha256 digest = sight.seen().digest();
        Targets targets =
                sight.name() == null && sight.role().isTargets()
                        ? before.last(sight.role(), Targets.class)
                        : null;
        Target target = targets == null ? null : targets.targets().get(sight.seen().file());
        return digest != null && target != null && !isDescribed(target, sight, digest)
                ? List.of(sight.clue().fact("described", target.length()))
                : List.of();
    }

    /** A sighting has one digest: of a target that is described by another one the eye says so. */
    private static boolean isDescribed(Target target, Sight sight, Sha256 digest) {
        Bytes stated = target.hashes().get("sha256");
        return sight.seen().length() == target.length()
                && (stated == null
                        ? !sight.judgement().rule().equals(Judgement.TARGET_MISMATCH)
                        : stated.equals(digest.bytes()));
    }
}
