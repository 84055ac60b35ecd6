package dev.tabellion.projection.incident;

import dev.tabellion.bytes.Sha256;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was said of an incident, as it is told.
 *
 * @param name the event's permanent name
 * @param actor commitment to who said it
 * @param owner commitment to whom it was assigned to
 */
public record Remark(
        long leaf,
        Instant at,
        String name,
        @Nullable String words,
        Sha256 actor,
        @Nullable Sha256 owner) {}
