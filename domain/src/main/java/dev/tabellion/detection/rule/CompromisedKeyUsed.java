package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A1;
import static dev.tabellion.detection.Attack.A2;
import static dev.tabellion.detection.Attack.A3;
import static dev.tabellion.detection.Attack.A4;
import static dev.tabellion.detection.Attack.A5;
import static dev.tabellion.detection.Capability.C12;
import static dev.tabellion.detection.Capability.C3;
import static dev.tabellion.detection.Capability.C4;
import static dev.tabellion.detection.Capability.C5;
import static dev.tabellion.detection.Capability.C6;
import static dev.tabellion.detection.Capability.C7;
import static dev.tabellion.detection.Capability.C9;

import dev.tabellion.collection.CaseEvent.KeyDeclaredCompromised;
import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.Compromised;
import dev.tabellion.detection.DetectionRule.OnEntry;
import dev.tabellion.detection.Dismissal;
import dev.tabellion.detection.Entry;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.History;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import dev.tabellion.detection.Signatures;
import dev.tabellion.detection.Signings;
import dev.tabellion.tuf.KeyId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A key that somebody declared compromised signed something since then: by its owner who does not
 * know yet, or by who took it. Ours sign on until a root names others, and are told of, too. What
 * it signed before anybody knew is found at the declaration, once for each collection. The root
 * that takes it away is a note, where others than such keys decide.
 */
final class CompromisedKeyUsed implements OnEntry {
    private static final int MOST_VIEWS = 1_000;
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("COMPROMISED_KEY_USED"),
                    Severity.CRITICAL,
                    Set.of(Input.RECORD, Input.WITNESSES),
                    Stream.of(
                                    AttackCell.of(List.of(C3, C4), A1, A2, A4, A5),
                                    AttackCell.of(List.of(C5), A2, A4, A5),
                                    AttackCell.of(List.of(C6), A3, A4),
                                    AttackCell.of(List.of(C7, C9), A2, A3, A4, A5),
                                    AttackCell.of(List.of(C12), A1, A2, A3, A4, A5))
                            .flatMap(List::stream)
                            .toList(),
                    Playbook.P3,
                    "A key that was declared compromised is in use.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Entry entry, History before) {
        if (entry.event() instanceof KeyDeclaredCompromised declared) {
            return signedBefore(entry, declared, before);
        }
        Signatures signed = Signatures.in(entry);
        return signed == null
                ? List.of()
                : signedSince(signed, before, Dismissal.in(entry, before));
    }

    private static List<Clue> signedSince(Signatures signed, History before, Set<KeyId> dismissed) {
        List<Clue> clues = new ArrayList<>();
        for (KeyId key : signed.keys()) {
            Compromised declared = before.compromised(key);
            if (declared != null && declared.covers(signed.at())) {
                Clue clue =
                        Clue.from(
                                        new Exhibit.Key(key),
                                        new Exhibit.File(signed.file()),
                                        new Exhibit.Leaf(declared.leaf()))
                                .fact("key", key)
                                .fact("seen", signed.at());
                if (declared.until() != null) {
                    clue = clue.fact("withdrawn", declared.until());
                }
                clue =
                        dismissed.contains(key) // a note must hide no alarm of that hour
                                ? clue.fact("takenAway", "by the keys of others").as(Severity.INFO)
                                : clue.onceAnHour();
                clues.add(signed.hearsay() ? clue.as(Severity.HIGH) : clue);
            }
        }
        return clues;
    }

    /**
     * What it signed in the time that is declared, before anybody declared it: nobody looked at it
     * as that of a thief. Where it was declared before, only what that did not cover.
     */
    private static List<Clue> signedBefore(
            Entry entry, KeyDeclaredCompromised declared, History before) {
        Compromised known = before.compromised(declared.key());
        if (known != null && known.isEver()) {
            return List.of();
        }
        Instant until = known == null ? null : known.from(); // withdrawn is not out of use
        List<Signings> signed =
                before.signed(declared.key(), declared.from(), until, MOST_VIEWS + 1);
        List<Clue> clues = new ArrayList<>();
        for (Signings each : signed.subList(0, Math.min(MOST_VIEWS, signed.size()))) {
            clues.add(weighed(clue(entry, declared, each), declared));
        }
        if (signed.size() > MOST_VIEWS) {
            clues.add(
                    weighed(
                            Clue.from(
                                            new Exhibit.Key(declared.key()),
                                            new Exhibit.Leaf(entry.leaf()))
                                    .fact("key", declared.key())
                                    .fact("views", "more than " + MOST_VIEWS),
                            declared));
        }
        return clues;
    }

    private static Clue clue(Entry entry, KeyDeclaredCompromised declared, Signings signed) {
        return Clue.from(
                        new Exhibit.Key(declared.key()),
                        new Exhibit.File(signed.last()),
                        new Exhibit.Leaf(entry.leaf()))
                .about(signed.view())
                .fact("key", declared.key())
                .fact("documents", signed.documents())
                .fact("first", signed.first())
                .fact("firstLeaf", signed.firstLeaf())
                .fact("lastLeaf", signed.lastLeaf());
    }

    /** Where nobody knows since when, most of it is its owner's. */
    private static Clue weighed(Clue clue, KeyDeclaredCompromised declared) {
        return declared.from() == null ? clue.as(Severity.HIGH) : clue;
    }
}
