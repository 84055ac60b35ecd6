package dev.tabellion.projection.current;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the changefeed.
 *
 * @param version the timestamp's version, 0 for a deletion
 * @param timestamp the timestamp's digest, null for a deletion
 */
public record Change(long id, Instant at, Gun gun, int version, @Nullable Sha256 timestamp) {}
