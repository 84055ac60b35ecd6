package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A1;
import static dev.tabellion.detection.Attack.A12;
import static dev.tabellion.detection.Capability.C0;
import static dev.tabellion.detection.Capability.C10;
import static dev.tabellion.detection.Capability.C6;
import static dev.tabellion.detection.Capability.C7;
import static dev.tabellion.detection.Capability.C8;
import static dev.tabellion.detection.Capability.C9;

import dev.tabellion.collection.Gun;
import dev.tabellion.collection.WatchEvent.Judgement;
import dev.tabellion.collection.WatchEvent.LogStanding;
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
import java.util.stream.Stream;

/**
 * Somebody was served, as a collection's, what the record never heard of. Critical where its keys
 * signed it; else somebody in the way made it up. What our record has, and the log that an eye was
 * shown has not, makes two logs of ours; that is the eye's word.
 */
final class ServedNotInLog implements OnSight {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("SERVED_NOT_IN_LOG"),
                    Severity.CRITICAL,
                    Set.of(Input.PUBLIC, Input.RECORD, Input.WITNESSES),
                    Stream.of(
                                    AttackCell.of(List.of(C0, C6, C7, C8, C9), A12),
                                    AttackCell.of(List.of(C8, C10), A1))
                            .flatMap(List::stream)
                            .toList(),
                    Playbook.P7,
                    "Something is served that the record never heard of.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Sight sight, History before) {
        if (sight.name() == null || sight.seen().digest() == null) {
            return List.of();
        }
        Clue clue = sight.clue().fact("log", sight.sighting().log());
        boolean isMissedOutside = sight.judgement().rule().equals(Judgement.NOT_IN_LOG);
        if (sight.warrant().published()) {
            return isMissedOutside
                    ? List.of(clue.as(Severity.HIGH).fact("told", sight.judgement().facts()))
                    : List.of();
        }
        return isAbsent(sight, before)
                ? List.of(sight.warrant().holds() ? clue : clue.as(Severity.HIGH))
                : List.of();
    }

    /** Of ours our record says so; of another's what the eye found in its log. */
    private static boolean isAbsent(Sight sight, History before) {
        Gun ours = sight.collection();
        return ours == null
                ? sight.sighting().log() == LogStanding.ABSENT
                : before.ofRecord(ours).dossier().life() > 0;
    }
}
