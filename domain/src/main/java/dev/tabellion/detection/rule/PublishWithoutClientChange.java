package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A1;
import static dev.tabellion.detection.Attack.A2;
import static dev.tabellion.detection.Capability.C8;

import dev.tabellion.collection.CollectionEvent.Author;
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
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Targets;
import dev.tabellion.tuf.Timestamp;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The server put something into a snapshot that no publisher sent: it names other targets than the
 * one before, and nobody uploaded them in between.
 */
final class PublishWithoutClientChange implements OnDocument {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("PUBLISH_WITHOUT_CLIENT_CHANGE"),
                    Severity.CRITICAL,
                    Set.of(Input.PUBLIC, Input.RECORD),
                    AttackCell.of(List.of(C8), A1, A2),
                    Playbook.P7,
                    "The server changed what no publisher changed.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Appearance shown, History before) {
        if (shown.author() != Author.SERVER) {
            return List.of();
        }
        return switch (shown.metadata()) {
            case Snapshot snapshot -> ofSnapshot(shown, snapshot, before);
            case Timestamp _ -> List.of();
            case Root _, Targets _ -> List.of(shown.clue()); // only publishers write these
        };
    }

    private static List<Clue> ofSnapshot(Appearance shown, Snapshot snapshot, History before) {
        Snapshot last = before.last(RoleName.SNAPSHOT, Snapshot.class);
        Shown lastShown = before.shown(RoleName.SNAPSHOT);
        if (last == null || lastShown == null) {
            return List.of();
        }
        Set<RoleName> roles = new TreeSet<>(snapshot.meta().keySet());
        roles.addAll(last.meta().keySet());
        List<RoleName> unasked =
                roles.stream()
                        .filter(role -> isChanged(role, last, snapshot))
                        .filter(role -> !isUploaded(role, snapshot, lastShown.leaf(), before))
                        .toList();
        return unasked.isEmpty()
                ? List.of()
                : List.of(
                        shown.clue()
                                .exhibit(new Exhibit.File(lastShown.file()))
                                .fact("roles", unasked));
    }

    private static boolean isChanged(RoleName role, Snapshot last, Snapshot now) {
        return !Objects.equals(last.meta().get(role), now.meta().get(role));
    }

    private static boolean isUploaded(RoleName role, Snapshot now, long since, History before) {
        Shown named = before.shown(role);
        FileMeta meta = now.meta().get(role);
        return named != null && meta != null && named.leaf() > since && Reference.fits(meta, named);
    }
}
