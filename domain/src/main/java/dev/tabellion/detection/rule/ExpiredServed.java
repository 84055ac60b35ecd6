package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A3;
import static dev.tabellion.detection.Capability.C10;
import static dev.tabellion.detection.Capability.C14;
import static dev.tabellion.detection.Capability.C8;
import static dev.tabellion.detection.Capability.C9;

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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A document that is served has expired, and nobody put another in its place: clients that check
 * refuse the collection, and others stand still. What is delegated no longer may expire in peace.
 */
final class ExpiredServed implements OnDeadline {
    /** For what had expired when it came from another server, and is renewed now. */
    private static final Duration AT_LEAST = Duration.ofMinutes(10);

    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("EXPIRED_SERVED"),
                    Severity.HIGH,
                    Set.of(Input.RECORD, Input.TIME),
                    AttackCell.of(List.of(C8, C9, C10, C14), A3),
                    Playbook.P7,
                    "What is served has expired.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Waiting> after(Entry entry, History now) {
        return new Expiries(entry, now).waiting(ExpiredServed::due);
    }

    private static Instant due(Shown shown) {
        Instant soonest = shown.at().plus(AT_LEAST);
        return shown.expires().isAfter(soonest) ? shown.expires() : soonest;
    }
}
