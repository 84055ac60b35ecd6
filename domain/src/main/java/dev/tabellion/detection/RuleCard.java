package dev.tabellion.detection;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a rule says of itself.
 *
 * @param severity of its findings, unless one says otherwise
 * @param inputs what it looks at
 * @param cells which squares of the attack matrix it covers
 * @param playbook where a responder reads on
 * @param sentence what it means when it speaks
 */
public record RuleCard(
        RuleName name,
        Severity severity,
        Set<Input> inputs,
        List<AttackCell> cells,
        Playbook playbook,
        String sentence) {
    public RuleCard {
        inputs = Collections.unmodifiableSet(EnumSet.copyOf(inputs));
        cells = List.copyOf(cells);
    }
}
