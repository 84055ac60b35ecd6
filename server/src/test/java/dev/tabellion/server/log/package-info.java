/** A log on a real database, with a key in a real folder, and everything that can go wrong. */
@NullMarked
package dev.tabellion.server.log;

import org.jspecify.annotations.NullMarked;
