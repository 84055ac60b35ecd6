/** A harmless event on schedule, whose absence tells that events do not get into the log. */
@NullMarked
package dev.tabellion.command.canary;

import org.jspecify.annotations.NullMarked;
