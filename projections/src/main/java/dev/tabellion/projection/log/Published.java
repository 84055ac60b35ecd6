package dev.tabellion.projection.log;

import dev.tabellion.tlog.SignedCheckpoint;
import java.time.Instant;

/**
 * The checkpoint that everybody is shown.
 *
 * @param at when it was last published: its log was then alive and willing to stand by it
 */
public record Published(SignedCheckpoint checkpoint, Instant at) {}
