package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A1;
import static dev.tabellion.detection.Attack.A7;
import static dev.tabellion.detection.Capability.C12;
import static dev.tabellion.detection.Capability.C3;
import static dev.tabellion.detection.Capability.C4;

import dev.tabellion.detection.Appearance;
import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.DetectionRule.OnDocument;
import dev.tabellion.detection.History;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import dev.tabellion.detection.Shown;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.Target;
import dev.tabellion.tuf.Targets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A target whose name is a digest has another content: such a name says that it never changes. Tags
 * and versions do change; of those it tells where nobody signed who ever did before. Grave only for
 * whom a delegator named since the role last said anything: who stole the delegator's key adds one
 * and uses it. Whom a root names a threshold approved.
 */
final class TargetChanged implements OnDocument {
    private static final Pattern DIGEST =
            Pattern.compile(
                    "(.*[^0-9a-f])?([0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})([^0-9a-f].*)?");
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("TARGET_CHANGED"),
                    Severity.HIGH,
                    Set.of(Input.PUBLIC, Input.RECORD),
                    AttackCell.of(List.of(C3, C4, C12), A1, A7),
                    Playbook.P3,
                    "A target changed whose name says that it never does, or by somebody new.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Appearance shown, History before) {
        Map<String, Target> news = before.news();
        Targets last = news.isEmpty() ? null : before.last(shown.role(), Targets.class);
        if (last == null) {
            return List.of();
        }
        List<String> changed = news.keySet().stream().filter(last.targets()::containsKey).toList();
        List<String> fixed =
                changed.stream().filter(path -> DIGEST.matcher(path).matches()).toList();
        if (!fixed.isEmpty()) {
            return List.of(TargetNews.clue(shown, fixed));
        }
        return changed.isEmpty() ? List.of() : bySomebodyNew(shown, before, changed);
    }

    private static List<Clue> bySomebodyNew(
            Appearance shown, History before, List<String> changed) {
        Shown last = before.shown(shown.role());
        List<KeyId> known = last == null ? List.of() : last.signers();
        if (known.isEmpty()
                || shown.signers().isEmpty()
                || shown.signers().stream().anyMatch(known::contains)) {
            return List.of();
        }
        Clue clue = TargetNews.clue(shown, changed).fact("signedBy", shown.signers());
        boolean awaited =
                shown.role().isTopLevel() || before.wasNamed(shown.role(), shown.signers());
        return List.of(clue.as(awaited ? Severity.INFO : Severity.MEDIUM));
    }
}
