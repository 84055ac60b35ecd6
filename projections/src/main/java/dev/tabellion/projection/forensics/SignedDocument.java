package dev.tabellion.projection.forensics;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A document that the key signed.
 *
 * @param previous what it took the place of; null where the record does not say
 * @param sighted the leaf that tells that it was seen outside without having been published
 * @param leaf that tells of its publication; null if it was never published
 * @param entry of the signer's journal; null where that tells of no such signature
 * @param at when it was signed; if nobody knows, when it was published or seen
 */
public record SignedDocument(
        Gun gun,
        RoleName role,
        Version version,
        Sha256 file,
        @Nullable Sha256 previous,
        @Nullable Long leaf,
        @Nullable Long entry,
        @Nullable Long sighted,
        Instant at,
        Instant expires,
        Reach reach) {}
