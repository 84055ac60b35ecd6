package dev.tabellion.projection.forensics;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import org.jspecify.annotations.Nullable;

/**
 * What is to be published again: as it was before the key first signed it within the window, under
 * a version that no client can have seen.
 *
 * @param good the last version of before; null if there was none
 * @param digest that version's document
 * @param above the highest version that is served, or that the key signed
 */
public record Republication(
        Gun gun, RoleName role, @Nullable Version good, @Nullable Sha256 digest, Version above) {}
