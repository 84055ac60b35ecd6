package dev.tabellion.keyusage;

import static dev.tabellion.detection.Attack.A11;
import static dev.tabellion.detection.Attack.A3;
import static dev.tabellion.detection.Capability.C8;

import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import dev.tabellion.tuf.KeyId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A key signs more often than its calendar says. What publishers publish is their business and has
 * their signatures behind it; what a server renews on its own account is due once in half a
 * validity.
 */
public final class SignRateAnomaly implements ReconciliationRule {
    /** So many an hour are nothing, whatever the calendar says. */
    private static final int ALWAYS = 12;

    private static final int TOLERANCE = 4;

    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("SIGN_RATE_ANOMALY"),
                    Severity.MEDIUM,
                    Set.of(Input.JOURNAL, Input.TIME),
                    AttackCell.of(List.of(C8), A11, A3),
                    Playbook.P7,
                    "A key signs more often than its calendar says.");

    SignRateAnomaly() {}

    @Override
    public RuleCard card() {
        return CARD;
    }

    /** The signer itself held it back. */
    public Optional<Clue> judge(Refusal refusal) {
        return refusal.rule().equals("rate")
                ? Optional.of(SignPolicyRefused.clue(refusal))
                : Optional.empty();
    }

    /**
     * A renewal.
     *
     * @param nth among those of its key in its hour of the clock
     */
    public record Renewal(KeyId key, Journalled journalled, int nth) {
        Duration validity() {
            return Duration.between(journalled.at(), journalled.expires());
        }
    }

    /** Speaks once for each hour: of the one that is one too many. */
    public Optional<Clue> judge(Renewal renewal) {
        long most = most(renewal.validity());
        return renewal.nth() == most + 1
                ? Optional.of(
                        Clue.from(
                                        new Exhibit.Key(renewal.key()),
                                        new Exhibit.JournalEntry(renewal.journalled().entry()))
                                .fact("inHour", renewal.nth())
                                .fact("most", most)
                                .fact("signed", renewal.journalled().at())
                                .fact("role", renewal.journalled().place().role()))
                : Optional.empty();
    }

    private static long most(Duration validity) {
        long due =
                validity.isPositive()
                        ? Duration.ofHours(2).toMillis() / validity.toMillis()
                        : Integer.MAX_VALUE;
        return Math.max(ALWAYS, TOLERANCE * due);
    }
}
