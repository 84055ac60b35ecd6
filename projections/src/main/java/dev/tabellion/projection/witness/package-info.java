/** Has this log's checkpoints cosigned by witnesses elsewhere. */
@NullMarked
package dev.tabellion.projection.witness;

import org.jspecify.annotations.NullMarked;
