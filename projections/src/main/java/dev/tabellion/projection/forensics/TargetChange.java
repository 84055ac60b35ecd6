package dev.tabellion.projection.forensics;

import dev.tabellion.collection.Gun;
import dev.tabellion.difference.Change;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;

/**
 * What a document that the key signed did to a target.
 *
 * @param change of a target: added, changed or removed
 */
public record TargetChange(Gun gun, RoleName role, Version version, Change change) {}
