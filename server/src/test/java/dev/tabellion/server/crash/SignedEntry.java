package dev.tabellion.server.crash;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the journal tells of one document that was signed.
 *
 * @param snapshot the digest of what a timestamp vouches for; null for a snapshot
 * @param signatures their digests, by key
 */
public record SignedEntry(
        long seq,
        Instant at,
        Place place,
        String payload,
        String file,
        @Nullable String snapshot,
        Map<String, String> signatures) {}
