package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A1;
import static dev.tabellion.detection.Capability.C0;
import static dev.tabellion.detection.Capability.C10;
import static dev.tabellion.detection.Capability.C8;

import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.DetectionRule.OnSight;
import dev.tabellion.detection.History;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import dev.tabellion.detection.Sight;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.Signature;
import dev.tabellion.tuf.Signed;
import dev.tabellion.verify.KeyMaterial;
import java.util.List;
import java.util.Set;

/**
 * A signature in the name of a key of the role that the key did not make. Quiet about keys of kinds
 * that nobody here can check; less grave where enough others signed.
 */
final class SignatureInvalid implements OnSight {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("SIGNATURE_INVALID"),
                    Severity.HIGH,
                    Set.of(Input.PUBLIC, Input.WITNESSES),
                    AttackCell.of(List.of(C0, C8, C10), A1),
                    Playbook.P7,
                    "A signature is not of the key that it names.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Sight sight, History before) {
        Signed<?> document = sight.document();
        RoleKeys keys = sight.warrant().keys();
        if (document == null || keys == null) {
            return List.of();
        }
        List<KeyId> invalid =
                document.signatures().stream()
                        .filter(signature -> isInvalid(signature, keys, document, before))
                        .map(Signature::keyId)
                        .toList();
        if (invalid.isEmpty()) {
            return List.of();
        }
        Clue clue = sight.clue().fact("keys", invalid);
        return List.of(sight.warrant().holds() ? clue.as(Severity.MEDIUM) : clue);
    }

    private static boolean isInvalid(
            Signature signature, RoleKeys keys, Signed<?> document, History before) {
        PublicKey key = keys.keys().get(signature.keyId());
        return key != null
                && KeyMaterial.of(key) != null
                && !before.verifies(key, signature, document);
    }
}
