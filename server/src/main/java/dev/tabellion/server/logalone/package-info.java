/** A log in a process of its own: the key, a database role, and a door that only tells health. */
@NullMarked
package dev.tabellion.server.logalone;

import org.jspecify.annotations.NullMarked;
