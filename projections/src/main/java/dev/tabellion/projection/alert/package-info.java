/** Tells findings to whoever has to know, at least once and in order. */
@NullMarked
package dev.tabellion.projection.alert;

import org.jspecify.annotations.NullMarked;
