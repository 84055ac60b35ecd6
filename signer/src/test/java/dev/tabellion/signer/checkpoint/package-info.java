/** The log's key in its folder, without a log. */
@NullMarked
package dev.tabellion.signer.checkpoint;

import org.jspecify.annotations.NullMarked;
