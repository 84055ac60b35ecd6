package dev.tabellion.projection.detection;

import dev.tabellion.detection.Told;
import java.time.Instant;
import java.util.List;

/** Somebody who keeps the log and says what is wrong with it, for as long as it is. */
@FunctionalInterface
public interface Teller {
    /**
     * Asked every few seconds; reads, and changes nothing.
     *
     * @param size of the newest published checkpoint
     */
    List<Told> told(Instant now, long size);
}
