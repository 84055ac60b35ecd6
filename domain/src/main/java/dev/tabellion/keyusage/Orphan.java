package dev.tabellion.keyusage;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.Version;

/** A document that was signed and of which the record tells nothing. */
public record Orphan(KeyId key, Version version, Sha256 payload, Journalled journalled) {}
