package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A3;
import static dev.tabellion.detection.Capability.C10;
import static dev.tabellion.detection.Capability.C8;

import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.DetectionRule.OnDeadline;
import dev.tabellion.detection.Entry;
import dev.tabellion.detection.History;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import dev.tabellion.detection.Shown;
import dev.tabellion.detection.Waiting;
import dev.tabellion.tuf.RoleName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A document that is served expires within a month, or a quarter of its life if that is sooner, and
 * nobody put another in its place. Says it once. Timestamps are renewed at half their life, and
 * have a rule of their own.
 */
final class ExpiryNear implements OnDeadline {
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("EXPIRY_NEAR"),
                    Severity.MEDIUM,
                    Set.of(Input.RECORD, Input.TIME),
                    AttackCell.of(List.of(C8, C10), A3),
                    Playbook.P7,
                    "What is served expires soon.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Waiting> after(Entry entry, History now) {
        return new Expiries(entry, now).without(RoleName.TIMESTAMP).waiting(ExpiryNear::due);
    }

    private static @Nullable Instant due(Shown shown) {
        Duration quarter = Duration.between(shown.at(), shown.expires()).dividedBy(4);
        Instant due = shown.expires().minus(quarter.compareTo(LONGEST) < 0 ? quarter : LONGEST);
        return due.isAfter(shown.at()) ? due : null;
    }
}
