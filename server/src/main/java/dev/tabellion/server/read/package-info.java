/** Wires what is read: the projection that feeds it, the copies in memory, the doors. */
@NullMarked
package dev.tabellion.server.read;

import org.jspecify.annotations.NullMarked;
