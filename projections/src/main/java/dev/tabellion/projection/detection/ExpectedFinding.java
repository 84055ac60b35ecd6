package dev.tabellion.projection.detection;

import dev.tabellion.detection.Finding;
import org.jspecify.annotations.Nullable;

/**
 * A finding, and whether somebody announced what it is about.
 *
 * @param by the leaf of the announcement; null if nobody expected it
 */
record ExpectedFinding(Finding finding, @Nullable Long by) {}
