package dev.tabellion.keyusage;

import static dev.tabellion.detection.Attack.A8;
import static dev.tabellion.detection.Capability.C0;
import static dev.tabellion.detection.Capability.C10;
import static dev.tabellion.detection.Capability.C8;
import static dev.tabellion.detection.Capability.C9;

import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A root in force names, for a role that the server signs, a key that the signer never made for it.
 * A snapshot key of a publisher's own is legitimate in Notary's dialect; a timestamp key never.
 */
public final class KeyHijack implements ReconciliationRule {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("KEY_HIJACK"),
                    Severity.CRITICAL,
                    Set.of(Input.PUBLIC, Input.RECORD, Input.JOURNAL),
                    AttackCell.of(List.of(C0, C8, C9, C10), A8),
                    Playbook.P7,
                    "A root names for a role of the server's a key that its signer never made.");

    KeyHijack() {}

    @Override
    public RuleCard card() {
        return CARD;
    }

    /** A key that a root in force names for a role, since that leaf. */
    public record Trusted(Gun gun, RoleName role, KeyId key, long sinceLeaf, Instant since) {}

    /**
     * @param made the place for which the signer made or was given the key, its journal read to its
     *     end after the root was published; null if it never did
     */
    public Optional<Clue> judge(Trusted trusted, @Nullable KeyPlace made) {
        boolean rightful =
                made == null
                        ? !trusted.role().equals(RoleName.TIMESTAMP)
                        : made.gun().equals(trusted.gun()) && made.role().equals(trusted.role());
        return rightful ? Optional.empty() : Optional.of(clue(trusted, made));
    }

    private static Clue clue(Trusted trusted, @Nullable KeyPlace made) {
        return Clue.from(new Exhibit.Key(trusted.key()), new Exhibit.Leaf(trusted.sinceLeaf()))
                .fact("role", trusted.role())
                .fact("since", trusted.since())
                .fact("made", made == null ? "never" : "for " + made.role() + " of " + made.gun());
    }
}
