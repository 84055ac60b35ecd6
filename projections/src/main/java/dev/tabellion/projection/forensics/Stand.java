package dev.tabellion.projection.forensics;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A place and a time at which a document stood.
 *
 * @param leaf since which it was current
 * @param until when something else took its place; null while it is current
 */
public record Stand(
        Gun gun,
        RoleName role,
        Version version,
        Sha256 digest,
        long leaf,
        Instant since,
        @Nullable Instant until) {}
