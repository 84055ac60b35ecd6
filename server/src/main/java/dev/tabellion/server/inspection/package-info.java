/** A log read from wherever it lies, verified, proven from, and written out. */
@NullMarked
package dev.tabellion.server.inspection;

import org.jspecify.annotations.NullMarked;
