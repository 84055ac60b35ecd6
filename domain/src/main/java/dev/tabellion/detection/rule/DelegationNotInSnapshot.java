package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A13;
import static dev.tabellion.detection.Attack.A5;
import static dev.tabellion.detection.Capability.C5;
import static dev.tabellion.detection.Capability.C7;
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
import dev.tabellion.tuf.Delegation;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Targets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A role is delegated to, and the snapshot does not name it: nobody finds what it says, or
 * everybody stops. In Notary's dialect that is usual until the role says anything.
 */
final class DelegationNotInSnapshot implements OnDocument {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("DELEGATION_NOT_IN_SNAPSHOT"),
                    Severity.HIGH,
                    Set.of(Input.PUBLIC),
                    AttackCell.of(List.of(C5, C7, C8), A5, A13),
                    Playbook.P2,
                    "A delegated role is missing from the snapshot.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Appearance shown, History before) {
        return switch (shown.metadata()) {
            case Snapshot snapshot when shown.isOfRecord() ->
                    found(shown, snapshot, written(snapshot, before), before);
            case Targets targets when !shown.isOfRecord() -> {
                Snapshot snapshot = before.last(RoleName.SNAPSHOT, Snapshot.class);
                yield snapshot == null || !isNamed(shown, snapshot)
                        ? List.of()
                        : found(shown, snapshot, delegated(targets), before);
            }
            default -> List.of(); // the record shows the snapshot last, an eye first
        };
    }

    private static boolean isNamed(Appearance shown, Snapshot snapshot) {
        FileMeta meta = snapshot.meta().get(shown.role());
        return meta != null
                && (meta.version() == null || meta.version().equals(shown.metadata().version()))
                && (meta.statedSha256() == null || meta.statedSha256().equals(shown.file()));
    }

    /** What somebody delegates to and what was said already, but for what is named anyway. */
    private static Stream<RoleName> written(Snapshot snapshot, History view) {
        return view.dossier().shown().keySet().stream()
                .filter(role -> !role.isTopLevel() && !snapshot.meta().containsKey(role))
                .filter(role -> !view.delegatorsOf(role).isEmpty());
    }

    private static Stream<RoleName> delegated(Targets targets) {
        return targets.delegations().stream().map(Delegation::name);
    }

    private static List<Clue> found(
            Appearance shown, Snapshot snapshot, Stream<RoleName> delegated, History before) {
        boolean unwrittenToo = Customs.of(shown.dialect()).listsUnwritten();
        Snapshot last = before.last(RoleName.SNAPSHOT, Snapshot.class);
        Set<RoleName> missing =
                delegated
                        .filter(role -> !snapshot.meta().containsKey(role))
                        .filter(role -> unwrittenToo || before.shown(role) != null)
                        .filter(role -> !shown.isOfRecord() || !names(last, role))
                        .collect(Collectors.toCollection(TreeSet::new));
        return missing.isEmpty() ? List.of() : List.of(shown.clue().fact("missing", missing));
    }

    /** That it named the role before is the other rule's. */
    private static boolean names(@Nullable Snapshot last, RoleName role) {
        return last != null && last.meta().containsKey(role);
    }
}
