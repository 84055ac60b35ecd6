/** The audit trail: an index over the log, and each collection's history. */
@NullMarked
package dev.tabellion.projection.audit;

import org.jspecify.annotations.NullMarked;
