/** What is served now: one row per current document, fed inside the publishing transaction. */
@NullMarked
package dev.tabellion.projection.current;

import org.jspecify.annotations.NullMarked;
