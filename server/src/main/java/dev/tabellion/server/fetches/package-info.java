/** Who fetched what, taken from the counter of this node and written into the record. */
@NullMarked
package dev.tabellion.server.fetches;

import org.jspecify.annotations.NullMarked;
