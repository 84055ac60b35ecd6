/** What is left of publications when processes, databases and clocks misbehave. */
@NullMarked
package dev.tabellion.server.survival;

import org.jspecify.annotations.NullMarked;
