/** Wires the door of a signer in a process of its own: who may come in, and how they show it. */
@NullMarked
package dev.tabellion.server.door;

import org.jspecify.annotations.NullMarked;
