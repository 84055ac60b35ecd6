package dev.tabellion.collection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.Version;

/** One document of a role, told from all others: its version, and the digest of its file. */
public record Mark(Version version, Sha256 digest) {}
