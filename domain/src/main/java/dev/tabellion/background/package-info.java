/** What goes on beside requests, whatever it is. */
@NullMarked
package dev.tabellion.background;

import org.jspecify.annotations.NullMarked;
