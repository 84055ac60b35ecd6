/** The log's own key: it signs that a tree grew, remembers that, and signs nothing else. */
@NullMarked
package dev.tabellion.signer.checkpoint;

import org.jspecify.annotations.NullMarked;
