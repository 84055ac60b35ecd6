/** Wires the log to the witnesses that its operator names. */
@NullMarked
package dev.tabellion.server.witnessing;

import org.jspecify.annotations.NullMarked;
