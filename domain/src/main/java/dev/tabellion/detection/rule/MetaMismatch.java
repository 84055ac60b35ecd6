package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A5;
import static dev.tabellion.detection.Capability.C3;
import static dev.tabellion.detection.Capability.C4;
import static dev.tabellion.detection.Capability.C5;
import static dev.tabellion.detection.Capability.C7;
import static dev.tabellion.detection.Capability.C8;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.detection.Appearance;
import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.DetectionRule.OnDocument;
import dev.tabellion.detection.DetectionRule.OnSight;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.FileName;
import dev.tabellion.detection.History;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import dev.tabellion.detection.Shown;
import dev.tabellion.detection.Sight;
import dev.tabellion.tuf.FileMeta;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A file is not the one that its referrer names: clients refuse it, or see a mixture of states
 * (specification 5.5.2, 5.6.2). The record shows the named before the naming, an eye the other way
 * round.
 */
final class MetaMismatch implements OnDocument, OnSight {
    private static final Set<String> TOLD =
            Set.of("digest-mismatch", "sha512-mismatch", "length-mismatch", "version-mismatch");
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("META_MISMATCH"),
                    Severity.HIGH,
                    Set.of(Input.PUBLIC, Input.WITNESSES),
                    AttackCell.of(List.of(C3, C4, C5, C7, C8), A5),
                    Playbook.P2,
                    "A file is not the one that its referrer names.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Appearance shown, History before) {
        return shown.isOfRecord() ? named(shown, before) : naming(shown, before);
    }

    @Override
    public List<Clue> judge(Sight sight, History before) {
        FileName name = sight.name();
        Sha256 digest = sight.seen().digest();
        boolean other =
                name != null
                        && digest != null
                        && name.digest() != null
                        && !digest.equals(name.digest());
        return other || TOLD.contains(sight.judgement().rule())
                ? List.of(sight.clue().fact("told", sight.judgement().rule()))
                : List.of();
    }

    private static List<Clue> named(Appearance shown, History before) {
        List<Clue> clues = new ArrayList<>();
        Reference.news(shown, before)
                .forEach(
                        (role, meta) -> {
                            Shown named = before.shown(role);
                            if (named != null && !Reference.fits(meta, named)) {
                                clues.add(
                                        shown.clue()
                                                .exhibit(new Exhibit.File(named.file()))
                                                .fact("named", role));
                            }
                        });
        return clues;
    }

    /** Under the version that is named, but other bytes. */
    private static List<Clue> naming(Appearance shown, History before) {
        FileMeta meta = Reference.of(shown.role(), before);
        return meta != null
                        && shown.metadata().version().equals(meta.version())
                        && meta.statedSha256() != null
                        && !shown.file().equals(meta.statedSha256())
                ? List.of(shown.clue().fact("stated", meta.statedSha256()))
                : List.of();
    }
}
