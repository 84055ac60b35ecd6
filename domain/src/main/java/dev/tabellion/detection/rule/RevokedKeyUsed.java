package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A1;
import static dev.tabellion.detection.Attack.A3;
import static dev.tabellion.detection.Capability.C3;
import static dev.tabellion.detection.Capability.C4;
import static dev.tabellion.detection.Capability.C6;
import static dev.tabellion.detection.Capability.C7;

import dev.tabellion.detection.Appearance;
import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.DetectionRule.OnDocument;
import dev.tabellion.detection.DetectionRule.OnSight;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.History;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.Revoked;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import dev.tabellion.detection.Shown;
import dev.tabellion.detection.Sight;
import dev.tabellion.tuf.Delegator;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signature;
import dev.tabellion.tuf.Signed;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A key that was taken from a role signed something newer than its going: it is in other hands.
 * Roots are signed by the keys before, too, and by older ones for clients that come late; there it
 * tells only of one that nobody else signed.
 */
final class RevokedKeyUsed implements OnDocument, OnSight {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("REVOKED_KEY_USED"),
                    Severity.CRITICAL,
                    Set.of(Input.PUBLIC, Input.RECORD, Input.WITNESSES),
                    Stream.of(
                                    AttackCell.of(List.of(C3, C4), A1),
                                    AttackCell.of(List.of(C6, C7), A3))
                            .flatMap(List::stream)
                            .toList(),
                    Playbook.P3,
                    "A key that was taken from its role still signs.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Appearance shown, History before) {
        return shown.role().equals(RoleName.ROOT)
                ? List.of()
                : judge(shown.role(), shown.document(), shown.clue(), before);
    }

    @Override
    public List<Clue> judge(Sight sight, History before) {
        Signed<?> document = sight.document();
        return document == null || sight.warrant().holds() // else it is judged as a document
                ? List.of()
                : judge(sight.role(), document, sight.clue(), before);
    }

    private static List<Clue> judge(RoleName role, Signed<?> document, Clue clue, History before) {
        Map<KeyId, Revoked> gone = before.dossier().revoked().get(role);
        if (gone == null || gone.isEmpty() || !isNewer(role, document, before)) {
            return List.of();
        }
        return document.signatures().stream()
                .filter(
                        signature ->
                                verifies(
                                        role,
                                        gone.get(signature.keyId()),
                                        signature,
                                        document,
                                        before))
                .map(signature -> clue.exhibit(new Exhibit.Key(signature.keyId())))
                .toList();
    }

    private static boolean verifies(
            RoleName role,
            @Nullable Revoked revoked,
            Signature signature,
            Signed<?> document,
            History before) {
        Signed<?> delegator =
                revoked == null ? null : before.document(revoked.delegator(), revoked.file());
        if (delegator == null || !(delegator.metadata() instanceof Delegator naming)) {
            return false;
        }
        RoleKeys keys = naming.keysOf(role);
        PublicKey key = keys == null ? null : keys.keys().get(signature.keyId());
        return key != null && before.verifies(key, signature, document);
    }

    /** What the view never showed, and could not have when the key went. */
    private static boolean isNewer(RoleName role, Signed<?> document, History before) {
        Shown last = before.shown(role);
        return last == null
                || (!document.payload().sha256().equals(last.payload())
                        && (document.metadata().version().compareTo(last.version()) > 0
                                || document.metadata().expires().isAfter(last.expires())));
    }
}
