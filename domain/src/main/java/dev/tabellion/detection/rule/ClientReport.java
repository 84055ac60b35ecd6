package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A1;
import static dev.tabellion.detection.Attack.A12;
import static dev.tabellion.detection.Capability.C0;
import static dev.tabellion.detection.Capability.C6;
import static dev.tabellion.detection.Capability.C7;
import static dev.tabellion.detection.Capability.C8;
import static dev.tabellion.detection.Capability.C9;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.WatchEvent.ClientReportReceived;
import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.DetectionRule.OnEntry;
import dev.tabellion.detection.Entry;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.History;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import dev.tabellion.detection.Warrant;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A client handed in metadata that is none of ours. If our keys signed it, one of them is in other
 * hands; if not, somebody stands between that client and us. What a client says is believed no
 * further than its bytes: nothing is critical that our keys did not sign, and each collection's
 * reports within an hour are one finding.
 */
final class ClientReport implements OnEntry {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("CLIENT_REPORT"),
                    Severity.HIGH,
                    Set.of(Input.PUBLIC, Input.RECORD, Input.WITNESSES),
                    Stream.of(
                                    AttackCell.of(List.of(C0), A1, A12),
                                    AttackCell.of(List.of(C6, C7, C8, C9), A12))
                            .flatMap(List::stream)
                            .toList(),
                    Playbook.P7,
                    "A client was shown metadata that we never published.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Entry entry, History before) {
        if (!(entry.event() instanceof ClientReportReceived report)
                || report.seen().digest() == null) {
            return List.of();
        }
        History record = before.ofRecord(report.collection());
        return record.dossier().dialect() == null || !record.isKnown(report.seen().digest())
                ? List.of() // no collection of ours, or nothing to judge
                : judge(report, report.seen().digest(), record);
    }

    private static List<Clue> judge(ClientReportReceived report, Sha256 digest, History record) {
        RoleName role = report.seen().role();
        Signed<?> document = record.document(role, digest);
        Clue clue =
                Clue.from(new Exhibit.File(digest))
                        .about(record.dossier().view())
                        .fact("role", role)
                        .fact("refused", report.refused());
        if (document == null) {
            return List.of(clue.onceAnHour());
        }
        Warrant warrant = record.warrant(role, digest, document, report.log());
        clue = clue.fact("version", document.metadata().version());
        if (warrant.published()) {
            return report.refused() ? List.of(clue.as(Severity.INFO)) : List.of();
        }
        return List.of(warrant.holds() ? clue.as(Severity.CRITICAL) : clue.onceAnHour());
    }
}
