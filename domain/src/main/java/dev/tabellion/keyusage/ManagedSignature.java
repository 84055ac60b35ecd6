package dev.tabellion.keyusage;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;

/** A signature by a key of the signer's, wherever it was met. */
public record ManagedSignature(
        KeyId key, Gun gun, RoleName role, Version version, Sha256 payload) {}
