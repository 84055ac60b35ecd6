package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A1;
import static dev.tabellion.detection.Attack.A2;
import static dev.tabellion.detection.Attack.A3;
import static dev.tabellion.detection.Attack.A4;
import static dev.tabellion.detection.Attack.A5;
import static dev.tabellion.detection.Capability.C12;
import static dev.tabellion.detection.Capability.C3;
import static dev.tabellion.detection.Capability.C4;
import static dev.tabellion.detection.Capability.C5;
import static dev.tabellion.detection.Capability.C6;
import static dev.tabellion.detection.Capability.C7;
import static dev.tabellion.detection.Capability.C9;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.WatchEvent.ClientReportReceived;
import dev.tabellion.collection.WatchEvent.LogStanding;
import dev.tabellion.collection.WatchEvent.SightingRecorded;
import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.Compromised;
import dev.tabellion.detection.DetectionRule.OnEntry;
import dev.tabellion.detection.Entry;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.History;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import dev.tabellion.tuf.KeyId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A key that somebody declared compromised signed something that came after: by its owner who does
 * not know yet, or by who took it. Ours sign on until a root names others, and are told of, too.
 */
final class CompromisedKeyUsed implements OnEntry {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("COMPROMISED_KEY_USED"),
                    Severity.CRITICAL,
                    Set.of(Input.RECORD, Input.WITNESSES),
                    Stream.of(
                                    AttackCell.of(List.of(C3, C4), A1, A2, A4, A5),
                                    AttackCell.of(List.of(C5), A2, A4, A5),
                                    AttackCell.of(List.of(C6), A3, A4),
                                    AttackCell.of(List.of(C7, C9), A2, A3, A4, A5),
                                    AttackCell.of(List.of(C12), A1, A2, A3, A4, A5))
                            .flatMap(List::stream)
                            .toList(),
                    Playbook.P3,
                    "A key that was declared compromised is in use.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Entry entry, History before) {
        return switch (entry.event()) {
            case MetadataPublished e -> clues(entry, e.signedBy(), e.digest(), before);
            case SightingRecorded e when isNew(e.log()) ->
                    clues(entry, e.seen().signedBy(), e.seen().digest(), before);
            case ClientReportReceived e when isNew(e.log()) ->
                    clues(entry, e.seen().signedBy(), e.seen().digest(), before);
            default -> List.of(); // shows no signatures
        };
    }

    /** What we published was told of when we did, or was honest then. */
    private static boolean isNew(LogStanding standing) {
        return standing != LogStanding.CURRENT && standing != LogStanding.PAST;
    }

    private static List<Clue> clues(
            Entry entry, List<KeyId> signers, @Nullable Sha256 file, History before) {
        List<Clue> clues = new ArrayList<>();
        for (KeyId key : signers) {
            Compromised declared = file == null ? null : before.compromised(key);
            if (file != null && declared != null) {
                clues.add(
                        Clue.from(
                                        new Exhibit.Key(key),
                                        new Exhibit.File(file),
                                        new Exhibit.Leaf(declared.leaf()))
                                .fact("key", key)
                                .fact("seen", entry.at())
                                .onceAnHour());
            }
        }
        return clues;
    }
}
