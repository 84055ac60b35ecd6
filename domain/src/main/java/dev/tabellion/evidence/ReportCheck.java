package dev.tabellion.evidence;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.inspection.Fault;
import dev.tabellion.inspection.Finding;
import dev.tabellion.inspection.Spot;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether all that a report stands on is in its file, or admitted not to be. */
final class ReportCheck {
    private final Manifest manifest;
    private final Set<String> members;
    private final Set<Exhibit> absent;
    private final Consumer<Finding> findings;

    ReportCheck(Manifest manifest, Set<MemberName> members, Consumer<Finding> findings) {
        this.manifest = manifest;
        this.members = members.stream().map(MemberName::text).collect(Collectors.toSet());
        this.absent = Set.copyOf(manifest.absent());
        this.findings = findings;
    }

    /** What it stands on; nothing if it does not read. */
    Set<Exhibit> check(Bytes bytes) {
        Matter matter = manifest.matter();
        Report report;
        try {
            report = Report.read(matter.kind(), bytes);
        } catch (IllegalStateException e) {
            tell(Fault.REPORT_UNREADABLE, null, EvidenceCheck.words(e));
            return Set.of();
        }
        if (!matter.isAbout(report.about())) {
            tell(Fault.REPORT_UNREADABLE, "about " + matter, "about " + report.about());
        }
        report.misnamed().forEach(id -> tell(Fault.REPORT_MISNAMED, id, null));
        for (Exhibit exhibit : report.exhibits()) {
            if (!isShown(exhibit)) {
                tell(Fault.EXHIBIT_MISSING, exhibit.text(), null);
            }
        }
        return Set.copyOf(report.exhibits());
    }

    /** What was logged can be shown always; bytes need not have been kept. */
    private boolean isShown(Exhibit exhibit) {
        return switch (exhibit) {
            case Exhibit.Leaf(long index) -> members.contains("entries/" + index + ".entry");
            case Exhibit.File(var digest) ->
                    members.contains(MemberName.document(digest).text())
                            || absent.contains(exhibit);
            case Exhibit.Checkpoint(long size) ->
                    size == manifest.size().leaves()
                            || absent.contains(exhibit)
                            || members.contains("checkpoints/" + size);
            case Exhibit.JournalEntry(long number) ->
                    absent.contains(exhibit) || members.contains(MemberName.journal(number).text());
            case Exhibit.Key _, Exhibit.Payload _ -> true;
        };
    }

    private void tell(Fault fault, @Nullable String expected, @Nullable String actual) {
        findings.accept(
                new Finding(fault, Spot.member(MemberName.REPORT.text()), expected, actual));
    }
}
