/** A log in a process of its own, with all that belongs to it. */
@NullMarked
package dev.tabellion.server.logalone;

import org.jspecify.annotations.NullMarked;
