package dev.tabellion.projection.audit;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.time.Instant;

/** A role's document that was current at some time, since the leaf that says so. */
public record HistoricDocument(
        RoleName role,
        Version version,
        Sha256 digest,
        long length,
        Instant expires,
        long leaf,
        Instant since) {}
