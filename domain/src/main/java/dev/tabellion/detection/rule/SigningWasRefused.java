package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A11;
import static dev.tabellion.detection.Attack.A2;
import static dev.tabellion.detection.Attack.A4;
import static dev.tabellion.detection.Attack.A5;
import static dev.tabellion.detection.Capability.C10;
import static dev.tabellion.detection.Capability.C13;
import static dev.tabellion.detection.Capability.C2;
import static dev.tabellion.detection.Capability.C3;
import static dev.tabellion.detection.Capability.C4;
import static dev.tabellion.detection.Capability.C5;
import static dev.tabellion.detection.Capability.C8;

import dev.tabellion.collection.CollectionEvent.SigningRefused;
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
import java.util.stream.Stream;

/**
 * The signer refused what the server asked for, and the server says so. Both judge by the same
 * rules, so one of them was changed: code, database, book or clock. Quiet about a signer that is
 * only asked too often.
 */
final class SigningWasRefused implements OnEntry {
    private static final Set<String> HONEST = Set.of("rate");
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("SIGNING_REFUSED"),
                    Severity.HIGH,
                    Set.of(Input.RECORD),
                    Stream.of(
                                    AttackCell.of(List.of(C2, C3, C4, C5, C8, C10, C13), A11),
                                    AttackCell.of(List.of(C8), A2, A4, A5),
                                    AttackCell.of(List.of(C10), A2))
                            .flatMap(List::stream)
                            .toList(),
                    Playbook.P7,
                    "The server says that the signer refused it.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Entry entry, History before) {
        return entry.event() instanceof SigningRefused refusal && !HONEST.contains(refusal.rule())
                ? List.of(clue(entry, refusal))
                : List.of();
    }

    private static Clue clue(Entry entry, SigningRefused refusal) {
        Clue clue = Clue.from(new Exhibit.Leaf(entry.leaf()));
        for (var fact : refusal.facts().entrySet()) {
            clue = clue.fact(fact.getKey(), fact.getValue());
        }
        return clue.fact("refusal", refusal.rule())
                .fact("role", refusal.role())
                .fact("version", refusal.version())
                .onceAnHour();
    }
}
