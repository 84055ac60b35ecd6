package dev.tabellion.collection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.RoleName;
import org.jspecify.annotations.Nullable;

/**
 * What somebody can ask for and is answered: a file of a collection, or that there is none.
 *
 * @param file what was asked for, such as {@code 7.root.json}
 * @param digest of what was answered; null where nothing was
 */
public record Fetch(Gun collection, RoleName role, String file, @Nullable Sha256 digest) {}
