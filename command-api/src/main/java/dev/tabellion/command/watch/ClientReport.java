package dev.tabellion.command.watch;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
import dev.tabellion.tuf.RoleName;

/**
 * What a client hands in. Every word of it is the client's own.
 *
 * @param name under which it had asked for the file
 * @param refused whether it refused it
 */
record ClientReport(Gun collection, RoleName role, String name, boolean refused, Bytes file) {}
