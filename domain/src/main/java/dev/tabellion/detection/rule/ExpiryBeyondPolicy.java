package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A3;
import static dev.tabellion.detection.Capability.C12;
import static dev.tabellion.detection.Capability.C14;
import static dev.tabellion.detection.Capability.C6;
import static dev.tabellion.detection.Capability.C7;
import static dev.tabellion.detection.Capability.C8;

import dev.tabellion.detection.Appearance;
import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.DetectionRule.OnDocument;
import dev.tabellion.detection.History;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A document that is valid for too long: what a thief signs today is believed for as long (NCC
 * 2015). Clocks differ, so a week more is none of that. What another's repository allows itself is
 * its own affair.
 */
final class ExpiryBeyondPolicy implements OnDocument {
    private static final Duration SLACK = Duration.ofDays(7);
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("EXPIRY_BEYOND_POLICY"),
                    Severity.HIGH,
                    Set.of(Input.PUBLIC),
                    AttackCell.of(List.of(C6, C7, C8, C12, C14), A3),
                    Playbook.P9,
                    "A document is valid for longer than its role may.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Appearance shown, History before) {
        if (shown.isAnothers()) {
            return List.of();
        }
        Duration longest = Customs.of(shown.dialect()).validity().apply(shown.role());
        Instant expires = shown.metadata().expires();
        return expires.isAfter(shown.at().plus(longest).plus(SLACK))
                ? List.of(shown.clue().fact("expires", expires).fact("longest", longest))
                : List.of();
    }
}
