package dev.tabellion.keyusage;

import dev.tabellion.detection.DetectionRule;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.rule.Rules;
import java.util.List;
import java.util.stream.Stream;

/** The cards of all rules there are: on the log, and on the two books side by side. */
public final class RuleBook {
    public static final List<RuleCard> ALL =
            Stream.concat(
                            Rules.ALL.stream().map(DetectionRule::card),
                            Reconciliation.ALL.stream().map(ReconciliationRule::card))
                    .toList();

    private RuleBook() {}
}
