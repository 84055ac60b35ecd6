package dev.tabellion.query.notary;

/**
 * What a read came to.
 *
 * @param stale whether the store could not be asked if this is still what it holds
 */
record Served(Copy copy, boolean stale) {}
