package dev.tabellion.inspection;

import dev.tabellion.tlog.TreeHead;

/**
 * A root that somebody states for a size: a checkpoint, one kept from an earlier look, the head in
 * the database.
 *
 * @param fault what it is if the entries come to another root
 */
public record Claim(TreeHead head, Spot spot, Fault fault) {}
