package dev.tabellion.projection.finding;

import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.keyusage.RuleBook;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What rules say of themselves, by their names. */
public final class Cards {
    private static final Map<RuleName, RuleCard> ALL =
            RuleBook.ALL.stream()
                    .collect(Collectors.toUnmodifiableMap(RuleCard::name, card -> card));

    private Cards() {}

    /** Null for a rule that there is no more: what it found once stays. */
    public static @Nullable RuleCard of(RuleName rule) {
        return ALL.get(rule);
    }

    /** Where a responder begins; where nobody knows, with the server. */
    public static Playbook playbookOf(RuleName rule) {
        RuleCard card = of(rule);
        return card == null ? Playbook.P7 : card.playbook();
    }
}
