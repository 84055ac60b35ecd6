/** How fast a log takes up what is appended, measured on one machine for {@code bench/run}. */
@NullMarked
package dev.tabellion.server.log.pace;

import org.jspecify.annotations.NullMarked;
