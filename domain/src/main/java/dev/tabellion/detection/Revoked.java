package dev.tabellion.detection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.RoleName;

/**
 * Where a key that a role had, and has no more, stood last.
 *
 * @param delegator whose document named it
 * @param file that document
 * @param leaf the entry by which it went
 */
public record Revoked(RoleName delegator, Sha256 file, long leaf) {}
