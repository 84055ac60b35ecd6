package dev.tabellion.projection.detection;

import dev.tabellion.detection.Announcements;
import dev.tabellion.detection.Entry;
import dev.tabellion.detection.Finding;
import dev.tabellion.detection.View;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What people said of changes, for findings that are not made in the log's order: each is explained
 * by what was logged before its own time.
 *
 * @param entries in their order, and only those after the last that is not as it was logged, which
 *     may have withdrawn any from before it
 */
record SaidBefore(List<Entry> entries) {
    /** Whatever a row that was edited calls itself now. */
    private static final List<String> ANY = List.of("%");

    SaidBefore {
        entries = List.copyOf(entries);
    }

    /** As the record has it now. That some of it was edited, whoever hears the log tells. */
    static SaidBefore now(JdbcTemplate jdbc) {
        List<Entry> read = new ArrayList<>();
        new LoggedCases(jdbc)
                .read(
                        ANY,
                        Long.MAX_VALUE,
                        new View.OfLedger().subject(),
                        "announcements",
                        read::add)
                .forEach(edited -> read.removeIf(each -> each.leaf() < edited.leaf()));
        return new SaidBefore(read);
    }

    ExpectedFinding judge(Finding finding) {
        Announcements known = Announcements.none();
        for (Entry each : entries) {
            if (!each.at().isAfter(finding.at())) {
                known = known.after(each);
            }
        }
        Finding told = known.confirmed(finding, null);
        return new ExpectedFinding(told, known.explaining(told, null));
    }
}
