/** Sees to it that no node serves a copy of what was replaced. */
@NullMarked
package dev.tabellion.projection.coherence;

import org.jspecify.annotations.NullMarked;
