package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A1;
import static dev.tabellion.detection.Capability.C2;

import dev.tabellion.collection.CollectionEvent.CollectionImported;
import dev.tabellion.collection.CollectionEvent.CollectionOpened;
import dev.tabellion.collection.CollectionEvent.Fate;
import dev.tabellion.collection.Gun;
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
import dev.tabellion.detection.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A collection began under a name that is spoken for, or that looks like that of one that is
 * served, but for one exchange: {@code examp1e} for {@code example}. Knows not who began it: whose
 * name it is announces it. One that an operator imported is a note.
 */
final class NamespaceClaim implements OnEntry {
    /** Each is read as any other of its group. */
    private static final List<List<String>> ALIKE =
            List.of(
                    List.of("l", "1", "i"),
                    List.of("o", "0"),
                    List.of("s", "5"),
                    List.of("b", "8"),
                    List.of("m", "rn"),
                    List.of("w", "vv"),
                    List.of("-", "_", "."));

    private static final int LONGEST = 128;
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("NAMESPACE_CLAIM"),
                    Severity.MEDIUM,
                    Set.of(Input.RECORD),
                    AttackCell.of(List.of(C2), A1),
                    Playbook.P8,
                    "A new collection bears a name that is reserved, or looks like another's.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Entry entry, History before) {
        if (!(entry.view() instanceof View.OfRecord(Gun gun))) {
            return List.of();
        }
        Clue clue = Clue.from(new Exhibit.Leaf(entry.leaf()));
        return switch (entry.event()) {
            case CollectionOpened(var _, int life) -> begun(clue, gun, life, entry, before);
            case CollectionImported imported when imported.fate() == Fate.LIVE ->
                    reserved(clue.as(Severity.INFO), gun, entry, before);
            default -> List.of(); // begins no collection
        };
    }

    private static List<Clue> begun(Clue clue, Gun gun, int life, Entry entry, History before) {
        List<Clue> reserved = reserved(clue, gun, entry, before);
        if (!reserved.isEmpty() || life != 1 || gun.value().length() > LONGEST) {
            return reserved;
        }
        Gun other = before.firstLive(lookalikes(gun.value()));
        return other == null ? List.of() : List.of(clue.fact("looksLike", other));
    }

    /** In any life: who begins a deleted one anew need not be who had it. */
    private static List<Clue> reserved(Clue clue, Gun gun, Entry entry, History before) {
        var reserved = before.reserved(gun, entry.at());
        return reserved == null
                ? List.of()
                : List.of(
                        clue.exhibit(new Exhibit.Leaf(reserved.getValue().leaf()))
                                .fact("reserved", reserved.getKey()));
    }

    private static List<Gun> lookalikes(String name) {
        List<Gun> names = new ArrayList<>();
        for (List<String> group : ALIKE) {
            for (String one : group) {
                for (String other : group) {
                    if (!one.equals(other)) {
                        exchange(name, one, other, names);
                    }
                }
            }
        }
        return names;
    }

    private static void exchange(String name, String one, String other, List<Gun> names) {
        for (int at = name.indexOf(one); at >= 0; at = name.indexOf(one, at + 1)) {
            names.add(new Gun(name.substring(0, at) + other + name.substring(at + one.length())));
        }
    }
}
