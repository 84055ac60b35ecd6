package dev.tabellion.projection.finding;

import dev.tabellion.detection.Finding;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A finding that became known.
 *
 * @param number in the order in which they became known here
 * @param expectedBy the leaf of the announcement that explains it
 */
public record StoredFinding(
        long number, Finding finding, Instant foundAt, @Nullable Long expectedBy) {}
