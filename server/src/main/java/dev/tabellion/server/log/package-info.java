/** Wires the transparency log: who appends, with which key, and where it is read. */
@NullMarked
package dev.tabellion.server.log;

import org.jspecify.annotations.NullMarked;
