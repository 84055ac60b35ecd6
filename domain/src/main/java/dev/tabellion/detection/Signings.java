package dev.tabellion.detection;

import dev.tabellion.bytes.Sha256;
import java.time.Instant;

/**
 * What of a key's signing in some time a view shows.
 *
 * @param documents how many
 * @param last the file that the last entry of them shows
 */
public record Signings(
        View view, long documents, Instant first, long firstLeaf, long lastLeaf, Sha256 last) {}
