package dev.tabellion.detection;

import dev.tabellion.detection.DetectionRule.OnTold;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Makes findings of what the log's keepers tell: the same trouble gives the same finding. */
public final class Reporter {
    private final List<OnTold> rules;

    public Reporter(Collection<? extends DetectionRule> all) {
        this.rules = Shapes.of(OnTold.class, all);
    }

    public List<Finding> hear(Told told, Instant now) {
        List<Finding> findings = new ArrayList<>();
        Subject log = new View.OfLedger().subject();
        for (OnTold rule : rules) {
            for (Clue clue : rule.judge(told)) {
                findings.add(Finding.of(rule.card(), log, Math.max(0, told.size() - 1), now, clue));
            }
        }
        return findings;
    }
}
