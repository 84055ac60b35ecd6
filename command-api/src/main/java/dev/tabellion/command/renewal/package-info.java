/** Renewal of what the server signs, ahead of its expiry. */
@NullMarked
package dev.tabellion.command.renewal;

import org.jspecify.annotations.NullMarked;
