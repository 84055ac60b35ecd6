package dev.tabellion.keyusage;

import static dev.tabellion.detection.Attack.A13;
import static dev.tabellion.detection.Attack.A8;
import static dev.tabellion.detection.Capability.C2;
import static dev.tabellion.detection.Capability.C8;

import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keys are made for one collection, one after the other, and no root names them. */
public final class KeyEndpointAbuse implements ReconciliationRule {
    /** For one collection on one day. */
    public static final int MOST = 8;

    private static final Set<String> REFUSED = Set.of("too-many-new-keys", "too-many-unused-keys");

    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("KEY_ENDPOINT_ABUSE"),
                    Severity.MEDIUM,
                    Set.of(Input.RECORD, Input.JOURNAL),
                    AttackCell.of(List.of(C2, C8), A8, A13),
                    Playbook.P8,
                    "More keys are asked for than anybody needs.");

    KeyEndpointAbuse() {}

    @Override
    public RuleCard card() {
        return CARD;
    }

    /** The signer itself would make no more. */
    public Optional<Clue> judge(Refusal refusal) {
        return REFUSED.contains(refusal.rule())
                ? Optional.of(SignPolicyRefused.clue(refusal))
                : Optional.empty();
    }

    /**
     * Speaks once for each day: of the one that is one too many.
     *
     * @param nth among those of its collection and day that no root had named when it was judged
     */
    public Optional<Clue> judge(BornKey key, int nth) {
        return nth == MOST + 1
                ? Optional.of(KeyCreatedWithoutRoot.clue(key).fact("inDay", nth))
                : Optional.empty();
    }
}
