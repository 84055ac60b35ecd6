package dev.tabellion.projection.inspection;

import dev.tabellion.inspection.Finding;
import java.time.Instant;

/** Who wants to know how the inspections go. Called by their thread; must not block. */
public interface InspectionNews {
    void progressed(long done, long size);

    void found(Finding finding);

    void finished(Instant at, long findings);
}
