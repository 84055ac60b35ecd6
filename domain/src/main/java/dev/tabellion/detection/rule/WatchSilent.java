package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A3;
import static dev.tabellion.detection.Capability.C0;

import dev.tabellion.collection.WatchEvent.Judgement;
import dev.tabellion.collection.WatchEvent.SightingRecorded;
import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.DetectionRule.OnDeadline;
import dev.tabellion.detection.DetectionRule.OnSight;
import dev.tabellion.detection.Entry;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.History;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import dev.tabellion.detection.Sight;
import dev.tabellion.detection.Waiting;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An eye sees nothing, or says nothing any more though it said that it would: whoever wants to
 * freeze a repository for others first shuts the eyes.
 */
final class WatchSilent implements OnSight, OnDeadline {
    private static final String WORD = "word";
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("WATCH_SILENT"),
                    Severity.MEDIUM,
                    Set.of(Input.WITNESSES, Input.TIME),
                    AttackCell.of(List.of(C0), A3),
                    Playbook.P7,
                    "An eye sees nothing, or says nothing any more.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Sight sight, History before) {
        return sight.judgement().rule().equals(Judgement.UNREACHABLE)
                ? List.of(sight.clue().fact("seen", "nothing"))
                : List.of();
    }

    @Override
    public List<Waiting> after(Entry entry, History now) {
        Duration again =
                entry.event() instanceof SightingRecorded sighting
                        ? again(sighting.judgement())
                        : null;
        return again == null
                ? List.of() // promises nothing: told by hand, or one of many
                : List.of(
                        new Waiting.Until(
                                WORD,
                                entry.at().plus(again).plus(again.dividedBy(2)),
                                Clue.from(new Exhibit.Leaf(entry.leaf()))
                                        .fact("last", entry.at())
                                        .fact("again", again)));
    }

    private static @Nullable Duration again(Judgement judgement) {
        String text = judgement.facts().get(Judgement.AGAIN);
        try {
            Duration again = text == null ? null : Duration.parse(text);
            return again == null || !again.isPositive()
                    ? null
                    : again.compareTo(Judgement.LATEST_AGAIN) > 0 ? Judgement.LATEST_AGAIN : again;
        } catch (DateTimeException e) {
            return null; // an eye's word, and no time
        }
    }
}
