package dev.tabellion.keyusage;

import static dev.tabellion.detection.Attack.A11;
import static dev.tabellion.detection.Attack.A2;
import static dev.tabellion.detection.Attack.A4;
import static dev.tabellion.detection.Capability.C10;
import static dev.tabellion.detection.Capability.C8;

import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The signer refused what a server asked for. An honest server judges by the same rules before it
 * asks, so but for a race that it could not know of, it asks for nothing that is refused.
 */
public final class SignPolicyRefused implements ReconciliationRule {
    /** Between a commit and what another node knows of it. */
    private static final Duration RACE = Duration.ofSeconds(60);

    /** Told by other rules. */
    private static final Set<String> OTHERS =
            Set.of("rate", "too-many-new-keys", "too-many-unused-keys");

    /** What a stranger at the door, or a wrong configuration, looks like. */
    private static final Set<String> STRANGERS =
            Set.of(
                    "unknown-peer",
                    "right-missing",
                    "unknown-question",
                    "length-required",
                    "key-kind-unsupported");

    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("SIGN_POLICY_REFUSED"),
                    Severity.HIGH,
                    Set.of(Input.JOURNAL),
                    Stream.concat(
                                    AttackCell.of(List.of(C8), A2, A4, A11).stream(),
                                    AttackCell.of(List.of(C10), A2, A11).stream())
                            .toList(),
                    Playbook.P7,
                    "The signer refused to sign what it was asked for.");

    SignPolicyRefused() {}

    @Override
    public RuleCard card() {
        return CARD;
    }

    public Optional<Clue> judge(Refusal refusal) {
        if (OTHERS.contains(refusal.rule()) || isRace(refusal)) {
            return Optional.empty();
        }
        Clue clue = clue(refusal);
        return Optional.of(STRANGERS.contains(refusal.rule()) ? clue.as(Severity.MEDIUM) : clue);
    }

    private static boolean isRace(Refusal refusal) {
        return refusal.rule().equals("base-unknown")
                && refusal.superseded() != null
                && Duration.between(refusal.superseded(), refusal.at()).abs().compareTo(RACE) <= 0;
    }

    static Clue clue(Refusal refusal) {
        Clue clue =
                Clue.from(new Exhibit.JournalEntry(refusal.entry()))
                        .fact("rule", refusal.rule())
                        .fact("refused", refusal.at());
        for (Map.Entry<String, String> fact : refusal.facts().entrySet()) {
            clue = clue.fact("signer." + fact.getKey(), fact.getValue());
        }
        if (refusal.place() != null) {
            clue = clue.fact("role", refusal.place().role()).fact("life", refusal.place().life());
        }
        if (refusal.payload() != null) {
            clue = clue.fact("payload", refusal.payload());
        }
        if (refusal.suppressed() > 0) {
            clue = clue.fact("suppressed", refusal.suppressed());
        }
        return refusal.by() == null ? clue : clue.fact("by", refusal.by());
    }
}
