package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A2;
import static dev.tabellion.detection.Capability.C0;
import static dev.tabellion.detection.Capability.C10;
import static dev.tabellion.detection.Capability.C5;
import static dev.tabellion.detection.Capability.C7;
import static dev.tabellion.detection.Capability.C8;
import static dev.tabellion.detection.Capability.C9;

import dev.tabellion.collection.WatchEvent.SightingRecorded;
import dev.tabellion.detection.Appearance;
import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.DetectionRule.OnDocument;
import dev.tabellion.detection.Entry;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A version lower than the highest that the same view showed, since the keys of timestamp and
 * snapshot last changed, shown or named: what clients refuse (specification 5.4.3, 5.5.5, 5.6.4).
 */
final class VersionRollback implements OnDocument {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("VERSION_ROLLBACK"),
                    Severity.CRITICAL,
                    Set.of(Input.PUBLIC),
                    AttackCell.of(List.of(C0, C5, C7, C8, C9, C10), A2),
                    Playbook.P7,
                    "An older version came after a newer one.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public boolean judgesOrder() {
        return true;
    }

    @Override
    public List<Clue> judge(Appearance shown, History before) {
        List<Clue> clues = new ArrayList<>();
        Shown last = before.shown(shown.role());
        if (last != null && shown.metadata().version().compareTo(last.highest()) < 0) {
            Clue clue =
                    shown.clue()
                            .exhibit(new Exhibit.File(last.file()))
                            .fact("highest", last.highest());
            clues.add(mayBeCached(shown, last) ? clue.as(Severity.MEDIUM) : clue);
        }
        Reference.news(shown, before)
                .forEach((role, meta) -> named(shown, role, meta, before).ifPresent(clues::add));
        return clues;
    }

    /** Caches on the way to an eye may be of different ages; and an eye may tell of it late. */
    private static boolean mayBeCached(Appearance shown, Shown last) {
        return !shown.isOfRecord() && !seen(shown.entry()).isAfter(last.at().plus(Caches.LONGEST));
    }

    private static Instant seen(Entry entry) {
        return entry.event() instanceof SightingRecorded sighting
                        && sighting.seen().at().isBefore(entry.at())
                ? sighting.seen().at()
                : entry.at();
    }

    private static Optional<Clue> named(
            Appearance shown, RoleName role, FileMeta meta, History before) {
        Shown last = before.shown(role);
        // some snapshots name a root of long ago, at which no client looks
        return meta.version() != null
                        && last != null
                        && !role.equals(RoleName.ROOT)
                        && meta.version().compareTo(last.highest()) < 0
                ? Optional.of(
                        shown.clue()
                                .exhibit(new Exhibit.File(last.file()))
                                .fact("named", role)
                                .fact("namedVersion", meta.version())
                                .fact("highest", last.highest()))
                : Optional.empty();
    }
}
