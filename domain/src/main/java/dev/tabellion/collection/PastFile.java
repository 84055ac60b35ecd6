package dev.tabellion.collection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.time.Instant;

/** A document that another server keeps, by its digest. Never its bytes. */
public record PastFile(RoleName role, Version version, Sha256 digest, long length, Instant at) {}
