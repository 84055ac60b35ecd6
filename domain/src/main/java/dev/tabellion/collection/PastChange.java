package dev.tabellion.collection;

import dev.tabellion.bytes.Sha256;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of another server's changefeed.
 *
 * @param version the timestamp's, 0 for a deletion
 * @param timestamp the timestamp's digest, null for a deletion
 */
public record PastChange(long id, Instant at, int version, @Nullable Sha256 timestamp) {}
