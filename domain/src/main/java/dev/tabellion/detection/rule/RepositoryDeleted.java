package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A13;
import static dev.tabellion.detection.Capability.C13;
import static dev.tabellion.detection.Capability.C8;

import dev.tabellion.collection.CollectionEvent.CollectionDeleted;
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
import java.util.List;
import java.util.Set;

/**
 * A collection is served no longer: by an administrator's word alone. Where somebody else announced
 * it by this rule's name, {@link dev.tabellion.detection.Announcements} makes a note of it.
 */
final class RepositoryDeleted implements OnEntry {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("REPOSITORY_DELETED"),
                    Severity.CRITICAL,
                    Set.of(Input.RECORD),
                    AttackCell.of(List.of(C8, C13), A13),
                    Playbook.P8,
                    "A collection was deleted.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Entry entry, History before) {
        return entry.event() instanceof CollectionDeleted(int life)
                ? List.of(Clue.from(new Exhibit.Leaf(entry.leaf())).fact("life", life))
                : List.of();
    }
}
