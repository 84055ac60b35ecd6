package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A4;
import static dev.tabellion.detection.Capability.C3;
import static dev.tabellion.detection.Capability.C4;
import static dev.tabellion.detection.Capability.C5;
import static dev.tabellion.detection.Capability.C6;
import static dev.tabellion.detection.Capability.C7;
import static dev.tabellion.detection.Capability.C8;
import static dev.tabellion.detection.Capability.C9;

import dev.tabellion.collection.CollectionEvent.Author;
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
import java.util.List;
import java.util.Set;

/**
 * A version far ahead of the last: whoever saw it refuses all that honest publishers send until
 * they get there (weakness 6.5). What the server signs may miss a few versions, one for each that a
 * crash left in the signer's journal, of which it allows {@value #ORPHANS}; and after a ceremony
 * with a journal put back, {@value #CEREMONY} more.
 */
final class VersionJump implements OnDocument {
    static final int ORPHANS = 64;
    static final int CEREMONY = 100;

    /** What the server lets publishers do, too. */
    static final int UPLOADED = 100;

    private static final int NEAR_THE_END = Integer.MAX_VALUE - 1_000;
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("VERSION_JUMP"),
                    Severity.CRITICAL,
                    Set.of(Input.PUBLIC, Input.RECORD),
                    AttackCell.of(List.of(C3, C4, C5, C6, C7, C8, C9), A4),
                    Playbook.P2,
                    "A version ran far ahead of the last one.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Appearance shown, History before) {
        Shown last = before.shown(shown.role());
        int version = shown.metadata().version().number();
        if (last == null || shown.role().equals(RoleName.ROOT)) { // roots go step by step
            return List.of();
        }
        int jump = version - last.version().number();
        if (jump <= usual(shown) && version < NEAR_THE_END) {
            return List.of();
        }
        Clue clue =
                shown.clue()
                        .exhibit(new Exhibit.File(last.file()))
                        .fact("last", last.version())
                        .fact("jump", jump);
        return List.of(clue.as(severity(shown, jump)));
    }

    private static int usual(Appearance shown) {
        return shown.author() == Author.SERVER ? ORPHANS : UPLOADED;
    }

    /** Who polls now and then misses versions. */
    private static Severity severity(Appearance shown, int jump) {
        if (shown.author() != Author.SERVER) {
            return Severity.HIGH;
        }
        return jump <= ORPHANS + CEREMONY ? Severity.INFO : Severity.CRITICAL;
    }
}
