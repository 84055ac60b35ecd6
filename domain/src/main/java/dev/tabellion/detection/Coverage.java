package dev.tabellion.detection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What of the attack matrix rules notice, and what proves it. */
public final class Coverage {
    private final SortedMap<AttackCell, List<RuleCard>> rules = new TreeMap<>();
    private final List<RuleCard> all;

    public Coverage(Collection<RuleCard> cards) {
        this.all = cards.stream().sorted(Comparator.comparing(RuleCard::name)).toList();
        for (RuleCard card : all) {
            card.cells()
                    .forEach(cell -> rules.computeIfAbsent(cell, _ -> new ArrayList<>()).add(card));
        }
    }

    /** All rules, by name. */
    public List<RuleCard> rules() {
        return all;
    }

    /** Those that notice the attack. */
    public List<RuleCard> of(AttackCell cell) {
        return List.copyOf(rules.getOrDefault(cell, List.of()));
    }

    /** Squares with something to notice, which somebody inside could, and no rule does. */
    public List<AttackCell> empty() {
        return AttackMatrix.squares().entrySet().stream()
                .filter(e -> e.getValue().mark().isThreat() && !e.getValue().outside())
                .map(Map.Entry::getKey)
                .filter(cell -> !rules.containsKey(cell))
                .toList();
    }

    /** Squares that a rule claims and where there is nothing to notice: a rule's mistake. */
    public List<AttackCell> mistaken() {
        return rules.keySet().stream()
                .filter(cell -> !AttackMatrix.square(cell).mark().isThreat())
                .toList();
    }
}
