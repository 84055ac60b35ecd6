package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A12;
import static dev.tabellion.detection.Capability.C10;
import static dev.tabellion.detection.Capability.C12;
import static dev.tabellion.detection.Capability.C6;
import static dev.tabellion.detection.Capability.C7;
import static dev.tabellion.detection.Capability.C8;
import static dev.tabellion.detection.Capability.C9;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.detection.Appearance;
import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.DetectionRule.OnDocument;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.History;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import dev.tabellion.detection.Shown;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Two documents bear one version: whoever serves both shows different things to different people
 * (specification 5.3.5, 5.5.5: the version alone identifies the bytes). A signature added later to
 * the same words is none of that, but worth a note.
 */
final class VersionReused implements OnDocument {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("VERSION_REUSED"),
                    Severity.CRITICAL,
                    Set.of(Input.PUBLIC, Input.RECORD, Input.WITNESSES),
                    AttackCell.of(List.of(C6, C7, C8, C9, C10, C12), A12),
                    Playbook.P7,
                    "Two different documents bear one version.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Appearance shown, History before) {
        Shown last = before.shown(shown.role());
        Sha256 known = isSetBack(shown, last) ? null : known(shown, before);
        if (known != null && !known.equals(shown.payload())) {
            return List.of(shown.clue().exhibit(new Exhibit.Payload(known)));
        }
        return last != null
                        && last.payload().equals(shown.payload())
                        && !last.file().equals(shown.file())
                ? List.of(shown.clue().exhibit(new Exhibit.File(last.file())).as(Severity.INFO))
                : List.of();
    }

    /** After other keys made clients forget, a version may come once more (5.3.11). */
    private static boolean isSetBack(Appearance shown, @Nullable Shown last) {
        return last != null
                && !shown.role().equals(RoleName.ROOT)
                && (last.version().compareTo(last.highest()) > 0
                        || shown.metadata().version().compareTo(last.highest()) > 0);
    }

    private static @Nullable Sha256 known(Appearance shown, History before) {
        Version version = shown.metadata().version();
        Sha256 known = before.versions().payloadOf(shown.role(), version);
        Gun ours = shown.collection();
        return known == null && ours != null
                ? before.ofRecord(ours).versions().payloadOf(shown.role(), version)
                : known;
    }
}
