/** Limits on what anybody may cause to be stored for ever. */
@NullMarked
package dev.tabellion.command.rate;

import org.jspecify.annotations.NullMarked;
