package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A6;
import static dev.tabellion.detection.Capability.C0;
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
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.Signed;
import java.util.List;
import java.util.Set;

/** Longer than its referrer says, or than clients take: they stop reading, and see nothing. */
final class MetadataTooLong implements OnSight {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("METADATA_TOO_LONG"),
                    Severity.MEDIUM,
                    Set.of(Input.PUBLIC, Input.WITNESSES),
                    AttackCell.of(List.of(C0, C8), A6),
                    Playbook.P7,
                    "A file is longer than it should be, or than clients take.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Sight sight, History before) {
        if (sight.name() == null) {
            return List.of(); // a target
        }
        long longest =
                Customs.of(sight.sighting().watched().dialect()).longest().apply(sight.role());
        Signed<?> document = sight.document();
        FileMeta stated = document == null ? null : Reference.of(sight.role(), before);
        if (stated != null
                && stated.statedLength() != null
                && document != null
                && document.metadata().version().equals(stated.version())) {
            longest = Math.min(longest, stated.statedLength());
        }
        return sight.seen().length() > longest
                ? List.of(
                        sight.clue().fact("length", sight.seen().length()).fact("longest", longest))
                : List.of();
    }
}
