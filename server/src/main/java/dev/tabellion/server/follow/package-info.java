/** Wires what every follower of the log needs: its leaves, its bell and its position. */
@NullMarked
package dev.tabellion.server.follow;

import org.jspecify.annotations.NullMarked;
