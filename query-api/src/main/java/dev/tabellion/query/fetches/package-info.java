/** Who fetched what, counted in memory beside the serving of it. */
@NullMarked
package dev.tabellion.query.fetches;

import org.jspecify.annotations.NullMarked;
