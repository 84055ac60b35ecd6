/** Wires the write side: event store, shell, doors and renewal, each bean declared by hand. */
@NullMarked
package dev.tabellion.server.command;

import org.jspecify.annotations.NullMarked;
