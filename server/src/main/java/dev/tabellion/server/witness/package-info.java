/** A witness for other people's logs, as a process of its own. */
@NullMarked
package dev.tabellion.server.witness;

import org.jspecify.annotations.NullMarked;
