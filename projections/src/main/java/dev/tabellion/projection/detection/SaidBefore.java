package dev.tabellion.projection.detection;

import dev.tabellion.detection.Announcements;
import dev.tabellion.detection.Entry;
import dev.tabellion.detection.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What people said of changes, for findings that are not made in the log's order: each is explained
 * by what was logged before its own time.
 *
 * @param entries in their order, and only those after the last that is not as it was logged, which
 *     may have withdrawn any from before it
 */
record SaidBefore(List<Entry> entries) {
    SaidBefore {
        entries = List.copyOf(entries);
    }

    /** As the record has it now. That some of it was edited, whoever hears the log tells. */
    static SaidBefore now(JdbcTemplate jdbc) {
        List<Entry> read = new ArrayList<>();
        new LoggedCases(jdbc)
                .readAll(Long.MAX_VALUE, read::add)
                .forEach(edited -> read.removeIf(each -> each.leaf() < edited.leaf()));
        return new SaidBefore(read);
    }

    /**
     * Each by what was said before it, in their own order.
     *
     * @param now than which none is later, whatever clock it is from
     */
    List<ExpectedFinding> judge(List<Finding> findings, Instant now) {
        List<Finding> inTime = new ArrayList<>(findings);
        inTime.sort(Comparator.comparing(each -> time(each, now)));
        Map<Finding, ExpectedFinding> judged = new HashMap<>();
        Announcements known = Announcements.none();
        Instant[] said = said();
        int next = 0;
        for (Finding each : inTime) {
            while (next < said.length && !said[next].isAfter(time(each, now))) {
                known = known.after(entries.get(next++));
            }
            Finding told = known.confirmed(each, null);
            judged.put(each, new ExpectedFinding(told, known.explaining(told, null)));
        }
        return findings.stream().map(judged::get).toList();
    }

    /**
     * When at the latest: nodes' clocks differ, and what is behind one in the log came after it.
     */
    private Instant[] said() {
        Instant[] said = new Instant[entries.size()];
        Instant least = Instant.MAX;
        for (int i = said.length - 1; i >= 0; i--) {
            Instant at = entries.get(i).at();
            least = at.isBefore(least) ? at : least;
            said[i] = least;
        }
        return said;
    }

    private static Instant time(Finding finding, Instant now) {
        return finding.at().isBefore(now) ? finding.at() : now;
    }
}
