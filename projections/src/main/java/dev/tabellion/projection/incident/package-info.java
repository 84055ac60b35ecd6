/** Findings grouped into incidents, with what people said of them. */
@NullMarked
package dev.tabellion.projection.incident;

import org.jspecify.annotations.NullMarked;
