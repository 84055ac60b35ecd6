package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A1;
import static dev.tabellion.detection.Capability.C12;
import static dev.tabellion.detection.Capability.C4;

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
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.verify.KeyMaterial;
import java.util.List;
import java.util.Set;

/**
 * A key that signs in a weaker way than it did, or than anybody should: PKCS#1 v1.5, or RSA of less
 * than 2048 bits.
 */
final class AlgorithmDowngrade implements OnDocument {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("ALGORITHM_DOWNGRADE"),
                    Severity.MEDIUM,
                    Set.of(Input.PUBLIC),
                    AttackCell.of(List.of(C4, C12), A1),
                    Playbook.P5,
                    "A role got a key that signs in a weak way.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Appearance shown, History before) {
        List<Naming> weaker =
                Naming.changed(shown, before).stream()
                        .filter(AlgorithmDowngrade::isWeaker)
                        .toList();
        return weaker.isEmpty() ? List.of() : List.of(Naming.clue(shown, before, weaker));
    }

    private static boolean isWeaker(Naming naming) {
        RoleKeys before = naming.before();
        return naming.now().keys().values().stream()
                .filter(key -> before == null || !before.keys().containsValue(key))
                .anyMatch(AlgorithmDowngrade::isWeak);
    }

    private static boolean isWeak(PublicKey key) {
        String scheme = key.scheme();
        return (scheme != null && scheme.contains("pkcs1v15")) || KeyMaterial.isTooWeak(key);
    }
}
