package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A13;
import static dev.tabellion.detection.Capability.C5;
import static dev.tabellion.detection.Capability.C7;
import static dev.tabellion.detection.Capability.C8;

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
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Snapshot;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * A snapshot no longer names a role that it named: clients of the specification refuse it (5.5.5).
 * Notary's do not, and drop from theirs what is delegated no longer; there it is found if the role
 * still is. Quiet where other keys made clients forget what they knew.
 */
final class SnapshotRoleRemoved implements OnDocument {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("SNAPSHOT_ROLE_REMOVED"),
                    Severity.HIGH,
                    Set.of(Input.PUBLIC),
                    AttackCell.of(List.of(C5, C7, C8), A13),
                    Playbook.P2,
                    "A snapshot no longer names a role that it named.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Appearance shown, History before) {
        Shown lastShown = before.shown(RoleName.SNAPSHOT);
        Snapshot last = before.last(RoleName.SNAPSHOT, Snapshot.class);
        if (!(shown.metadata() instanceof Snapshot now)
                || last == null
                || lastShown == null
                || lastShown.highest().compareTo(lastShown.version()) < 0) {
            return List.of();
        }
        Set<RoleName> gone = new TreeSet<>(last.meta().keySet());
        gone.removeAll(now.meta().keySet());
        if (Customs.of(shown.dialect()).forgivesRemoval()) {
            gone.removeIf(role -> !isStillDelegated(role, last, now, shown, before));
        }
        return gone.isEmpty()
                ? List.of()
                : List.of(
                        shown.clue()
                                .exhibit(new Exhibit.File(lastShown.file()))
                                .fact("removed", gone));
    }

    /** An eye sees a new delegator only after the snapshot, and the other rule looks then. */
    private static boolean isStillDelegated(
            RoleName role, Snapshot last, Snapshot now, Appearance shown, History before) {
        return role.isTopLevel()
                || before.delegatorsOf(role).keySet().stream()
                        .anyMatch(
                                delegator ->
                                        shown.isOfRecord()
                                                || Objects.equals(
                                                        last.meta().get(delegator),
                                                        now.meta().get(delegator)));
    }
}
