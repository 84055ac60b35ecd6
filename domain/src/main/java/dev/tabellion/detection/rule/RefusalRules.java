package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A1;
import static dev.tabellion.detection.Attack.A13;
import static dev.tabellion.detection.Attack.A2;
import static dev.tabellion.detection.Attack.A4;
import static dev.tabellion.detection.Attack.A5;
import static dev.tabellion.detection.Attack.A8;
import static dev.tabellion.detection.Attack.A9;
import static dev.tabellion.detection.Capability.C0;
import static dev.tabellion.detection.Capability.C10;
import static dev.tabellion.detection.Capability.C2;
import static dev.tabellion.detection.Capability.C3;
import static dev.tabellion.detection.Capability.C4;
import static dev.tabellion.detection.Capability.C5;
import static dev.tabellion.detection.Capability.C8;

import dev.tabellion.collection.CollectionEvent.PublicationRejected;
import dev.tabellion.detection.Attack;
import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Capability;
import dev.tabellion.detection.DetectionRule;
import dev.tabellion.detection.Entry;
import dev.tabellion.detection.History;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import dev.tabellion.detection.rule.UploadRefused.Excuse;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Attacks that the server refused. Named like the rules for what was served, with {@code _REFUSED}
 * behind: that somebody tried is one thing, that clients got it is another.
 *
 * <p>Quiet: what is no attack whoever does it (expired, malformed, incomplete, already there), and
 * the signer's own refusals, of which there is a rule of their own.
 */
final class RefusalRules {
    static final List<DetectionRule> ALL =
            List.of(
                    rule(
                            card(
                                    "VERSION_ROLLBACK_REFUSED",
                                    cells(A2, C3, C4, C5),
                                    "An upload with an older version, or naming one, was refused."),
                            LostRace::forVersion,
                            "version-rollback"),
                    rule(
                            card(
                                    "VERSION_REUSED_REFUSED",
                                    cells(A2, C3, C4, C5),
                                    "Other bytes under a version that was published were refused."),
                            LostRace::forVersion,
                            "equivocation"),
                    rule(
                            card(
                                    "VERSION_JUMP_REFUSED",
                                    AttackCell.of(List.of(C3, C4, C5), A4, A13),
                                    "An upload that runs ahead with its version was refused."),
                            Excuse.NONE,
                            "version-step-too-large",
                            "version-too-high"),
                    rule(
                            card(
                                    "ROOT_VERSION_GAP_REFUSED",
                                    List.of(),
                                    "A root that does not follow the last one was refused."),
                            RefusalRules::isLateOrFirst,
                            "root-version-skipped"),
                    rule(
                            card(
                                    "ROOT_CHAIN_BROKEN_REFUSED",
                                    List.of(),
                                    "A root not signed by the keys of the one before was refused."),
                            LostRace::forRoot,
                            "root-chain-broken"),
                    rule(
                            card(
                                    "THRESHOLD_NOT_MET_REFUSED",
                                    List.of(),
                                    "An upload without the signatures it needs was refused."),
                            (refusal, entry, before) ->
                                    LostRace.forKeys(refusal, entry, before)
                                            || LostRace.isByWithdrawnKey(refusal, before),
                            "below-threshold"),
                    rule(
                            card(
                                    "REVOKED_KEY_REFUSED",
                                    Severity.HIGH,
                                    cells(A1, C3, C4),
                                    Playbook.P3,
                                    "An upload in the name of a key that was withdrawn long ago"
                                            + " was refused."),
                            (refusal, entry, before) ->
                                    LostRace.forKeys(refusal, entry, before)
                                            || !LostRace.isByWithdrawnKey(refusal, before),
                            "below-threshold"),
                    rule(
                            card(
                                    "UNDELEGATED_ROLE_REFUSED",
                                    cells(A9, C3),
                                    "A role that nobody delegates to was refused."),
                            LostRace::forDelegator,
                            "not-delegated"),
                    rule(
                            card(
                                    "META_MISMATCH_REFUSED",
                                    cells(A5, C5),
                                    "A snapshot that says something else than was published was"
                                            + " refused."),
                            Excuse.NONE,
                            "digest-mismatch",
                            "length-mismatch",
                            "sha512-mismatch",
                            "unknown-to-collection"),
                    rule(
                            card(
                                    "META_MISSING_REFUSED",
                                    cells(A13, C5),
                                    "A snapshot that does not name what it must was refused."),
                            Excuse.NONE,
                            "missing-from-snapshot"),
                    rule(
                            card(
                                    "SNAPSHOT_ROLE_REMOVED_REFUSED",
                                    cells(A13, C5),
                                    "A snapshot that drops a delegated role was refused."),
                            (refusal, entry, before) ->
                                    LostRace.forRole(refusal, entry, before)
                                            || LostRace.forDelegator(refusal, entry, before),
                            "removed-from-snapshot"),
                    rule(
                            card(
                                    "EXPIRY_BEYOND_POLICY_REFUSED",
                                    List.of(),
                                    "A document that would be valid for too long was refused."),
                            Excuse.NONE,
                            "expires-too-late"),
                    rule(
                            card(
                                    "THRESHOLD_UNSATISFIABLE_REFUSED",
                                    cells(A13, C4),
                                    "A role that asks for more signatures than it has keys was"
                                            + " refused."),
                            Excuse.NONE,
                            "threshold-unreachable"),
                    rule(
                            card(
                                    "KEY_HIJACK_REFUSED",
                                    Severity.MEDIUM,
                                    cells(A8, C0, C2, C8, C10),
                                    Playbook.P7,
                                    "A key was refused where the signer never made one for: of"
                                            + " another place, another life, or not its own."),
                            Excuse.NONE,
                            "managed-key-misplaced",
                            "foreign-timestamp-key",
                            "key-of-earlier-life"),
                    new SigningWasRefused());

    private RefusalRules() {}

    /** Those of what publishers sent: the signer's refusals are the server's own affair. */
    static List<UploadRefused> ofUploads() {
        return ALL.stream()
                .filter(UploadRefused.class::isInstance)
                .map(UploadRefused.class::cast)
                .toList();
    }

    private static boolean isLateOrFirst(PublicationRejected refusal, Entry entry, History before) {
        Integer current = LostRace.number(refusal, "current");
        return current == null
                || current == 0 // a collection brought from elsewhere begins with the wrong root
                || LostRace.forVersion(refusal, entry, before);
    }

    private static UploadRefused rule(RuleCard card, Excuse excuse, String... refusals) {
        return new UploadRefused(card, Set.of(refusals), excuse);
    }

    private static RuleCard card(String name, List<AttackCell> cells, String sentence) {
        return card(name, Severity.MEDIUM, cells, Playbook.P8, sentence);
    }

    private static RuleCard card(
            String name,
            Severity severity,
            List<AttackCell> cells,
            Playbook playbook,
            String sentence) {
        return new RuleCard(
                new RuleName(name), severity, EnumSet.of(Input.RECORD), cells, playbook, sentence);
    }

    private static List<AttackCell> cells(Attack attack, Capability... capabilities) {
        return AttackCell.of(List.of(capabilities), attack);
    }
}
