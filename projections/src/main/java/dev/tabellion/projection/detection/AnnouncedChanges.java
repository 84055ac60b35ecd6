package dev.tabellion.projection.detection;

import dev.tabellion.collection.LoggedEvent;
import dev.tabellion.detection.Announcements;
import dev.tabellion.detection.Entry;
import dev.tabellion.detection.Finding;
import dev.tabellion.detection.View;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The announced changes as far as the log was heard. Kept nowhere but in the record: after a start,
 * or where somebody else heard on, they are read from it again.
 */
final class AnnouncedChanges {
    /** Whatever its row calls itself now, one that is not as logged may have withdrawn another. */
    private static final List<String> ANY = List.of("%");

    private final LoggedCases cases;
    private Announcements known = Announcements.none();
    private long heard;

    AnnouncedChanges(LoggedCases cases) {
        this.cases = cases;
    }

    /**
     * As they were before the leaf of that index. What is not as it was logged may have withdrawn
     * any that was announced before it: those explain nothing until it is repaired. Sees no row that
     * is gone: that is for the log's inspection.
     *
     * @return what is found of those that were edited
     */
    List<Finding> begin(long size) {
        if (heard == size) {
            return List.of();
        }
        known = Announcements.none();
        List<Finding> edited =
                cases.read(ANY, size, new View.OfLedger().subject(), "announcements", this::hear);
        edited.forEach(finding -> known = known.since(finding.leaf()));
        heard = size;
        return edited;
    }

    void hear(Entry entry) {
        known = known.after(entry);
        heard = entry.leaf() + 1;
    }

    ExpectedFinding judge(Finding finding, @Nullable LoggedEvent heardOf) {
        Finding told = known.confirmed(finding, heardOf);
        return new ExpectedFinding(told, known.explaining(told, heardOf));
    }
}
