package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A2;
import static dev.tabellion.detection.Attack.A5;
import static dev.tabellion.detection.Capability.C12;
import static dev.tabellion.detection.Capability.C3;
import static dev.tabellion.detection.Capability.C4;

import dev.tabellion.detection.Appearance;
import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.DetectionRule.OnDocument;
import dev.tabellion.detection.Held;
import dev.tabellion.detection.History;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import dev.tabellion.tuf.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A new version says old things: a target has a content again that it had once and then no more.
 * Every client accepts it. An honest way back is announced.
 */
final class SemanticRollback implements OnDocument {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("SEMANTIC_ROLLBACK"),
                    Severity.HIGH,
                    Set.of(Input.PUBLIC, Input.RECORD),
                    AttackCell.of(List.of(C3, C4, C12), A2, A5),
                    Playbook.P3,
                    "A target has a content again that had been taken from it.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Appearance shown, History before) {
        Map<String, Target> news = before.news();
        if (news.isEmpty()) {
            return List.of();
        }
        int life = before.dossier().life();
        Map<Held, String> asked = new LinkedHashMap<>();
        news.forEach((path, target) -> asked.put(Held.of(life, shown.role(), path, target), path));
        Set<Held> returned = before.held(asked.keySet());
        return returned.isEmpty()
                ? List.of()
                : List.of(TargetNews.clue(shown, returned.stream().map(asked::get).toList()));
    }
}
