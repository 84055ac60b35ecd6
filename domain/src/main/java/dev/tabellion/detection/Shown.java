package dev.tabellion.detection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.Version;
import java.time.Instant;

/**
 * What a view showed last of a role.
 *
 * @param leaf the entry that told of it
 * @param at when that was
 * @param highest version of this role since the keys of timestamp and snapshot last changed, which
 *     is when clients forget what they trust (specification 5.3.11)
 * @param highestEver before that, too
 */
public record Shown(
        Version version,
        Sha256 file,
        Sha256 payload,
        Instant expires,
        long leaf,
        Instant at,
        Version highest,
        Version highestEver) {}
