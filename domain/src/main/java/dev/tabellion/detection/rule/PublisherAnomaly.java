package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A1;
import static dev.tabellion.detection.Attack.A11;
import static dev.tabellion.detection.Attack.A4;
import static dev.tabellion.detection.Capability.C2;
import static dev.tabellion.detection.Capability.C3;
import static dev.tabellion.detection.Capability.C4;

import dev.tabellion.collection.CollectionEvent.Author;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.DetectionRule.OnEntry;
import dev.tabellion.detection.Entry;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.History;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import dev.tabellion.detection.Tally;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An upload was accepted within an hour after others of the same collection had been refused as
 * attacks would be: somebody tried until it went through. Knows nobody: whether it was the same
 * person the log does not tell.
 */
final class PublisherAnomaly implements OnEntry {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("PUBLISHER_ANOMALY"),
                    Severity.MEDIUM,
                    Set.of(Input.RECORD),
                    Stream.of(
                                    AttackCell.of(List.of(C2), A11),
                                    AttackCell.of(List.of(C3, C4), A1, A4))
                            .flatMap(List::stream)
                            .toList(),
                    Playbook.P8,
                    "An upload was accepted after others were refused as attacks would be.");

    private final Set<String> refusals;

    /**
     * @param refusals the rules that tell of a refused upload
     */
    PublisherAnomaly(List<UploadRefused> refusals) {
        this.refusals =
                refusals.stream()
                        .map(rule -> rule.card().name().text())
                        .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Entry entry, History before) {
        if (!(entry.event() instanceof MetadataPublished published)
                || published.author() != Author.PUBLISHER) {
            return List.of();
        }
        return before.dossier().tallies().entrySet().stream()
                .filter(said -> refusals.contains(said.getKey()))
                .filter(said -> said.getValue().isFresh(entry.at()))
                .min(Map.Entry.comparingByValue(Comparator.comparingLong(Tally::leaf)))
                .map(said -> List.of(clue(published, said.getKey(), said.getValue())))
                .orElse(List.of());
    }

    private static Clue clue(MetadataPublished accepted, String refused, Tally tally) {
        return Clue.from(new Exhibit.Leaf(tally.leaf()), new Exhibit.File(accepted.digest()))
                .fact("role", accepted.role())
                .fact("version", accepted.version())
                .fact("refused", refused)
                .fact("refusals", tally.count())
                .fact("since", tally.since())
                .onceAnHour();
    }
}
