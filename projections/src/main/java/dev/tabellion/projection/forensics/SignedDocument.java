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
 * @param leaf that tells of its publication; null if it was never published
 * @param entry of the signer's journal; null for a publisher's key
 */
public record SignedDocument(
        Gun gun,
        RoleName role,
        Version version,
        Sha256 file,
        @Nullable Sha256 previous,
        @Nullable Long leaf,
        @Nullable Long entry,
        Instant at,
        Instant expires,
        Reach reach) {}
