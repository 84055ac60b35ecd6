package dev.tabellion.projection.forensics;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.time.Instant;

/** A document that is served now and bears the key's signature. */
public record Bearer(Gun gun, RoleName role, Version version, Sha256 digest, Instant expires) {}
