package dev.tabellion.projection.detection;

import dev.tabellion.collection.LoggedEvent;
import dev.tabellion.detection.Announcements;
import dev.tabellion.detection.Entry;
import dev.tabellion.detection.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The announced changes as far as the log was heard. Kept nowhere but in the record: after a start,
 * or where somebody else heard on, they are read from it again.
 */
final class AnnouncedChanges {
    private final LoggedCases cases;
    private Announcements known = Announcements.none();
    private long heard;

    /** By which turn that is told; null if whether it was committed is yet to be seen. */
    private @Nullable Long turn;

    AnnouncedChanges(LoggedCases cases) {
        this.cases = cases;
    }

    /**
     * As they were after a turn. What is not as it was logged may have withdrawn any that was
     * announced before it: those explain nothing until it is repaired. Sees no row that is gone:
     * that is for the log's inspection.
     *
     * @return what is found of those that were edited
     */
    List<Finding> begin(HeadRow.Head last) {
        if (heard == last.size() && turn != null && turn == last.turn()) {
            return List.of();
        }
        known = Announcements.none();
        List<Finding> edited = cases.readAll(last.size(), this::hear);
        edited.forEach(finding -> known = known.since(finding.leaf()));
        heard = last.size();
        turn = edited.isEmpty() ? last.turn() : null; // until a turn is committed that tells of it
        return edited;
    }

    void hear(Entry entry) {
        known = known.after(entry);
        heard = entry.leaf() + 1;
    }

    /** By which turn; whether it was committed shows when the next one begins. */
    void wrote(long now) {
        turn = now;
    }

    ExpectedFinding judge(Finding finding, @Nullable LoggedEvent heardOf) {
        Finding told = known.confirmed(finding, heardOf);
        return new ExpectedFinding(told, known.explaining(told, heardOf));
    }
}
