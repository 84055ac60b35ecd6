package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A6;
import static dev.tabellion.detection.Capability.C0;
import static dev.tabellion.detection.Capability.C1;
import static dev.tabellion.detection.Capability.C8;

import dev.tabellion.collection.WatchEvent.Judgement;
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
import java.util.List;
import java.util.Set;

/** A file came too slowly, or without an end: clients that wait for it wait for ever. */
final class SlowOrEndless implements OnSight {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("SLOW_OR_ENDLESS"),
                    Severity.MEDIUM,
                    Set.of(Input.WITNESSES),
                    AttackCell.of(List.of(C0, C1, C8), A6),
                    Playbook.P7,
                    "A file came too slowly, or without an end.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    private static final Set<String> TOLD = Set.of(Judgement.TOO_SLOW, Judgement.TOO_LONG);

    @Override
    public List<Clue> judge(Sight sight, History before) {
        return TOLD.contains(sight.judgement().rule())
                ? List.of(
                        sight.clue()
                                .fact("told", sight.judgement().rule())
                                .fact("length", sight.seen().length()))
                : List.of();
    }
}
