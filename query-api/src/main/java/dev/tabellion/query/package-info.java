/** The read side: everything that only looks. */
@NullMarked
package dev.tabellion.query;

import org.jspecify.annotations.NullMarked;
