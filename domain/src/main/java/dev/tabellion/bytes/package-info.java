/** Immutable bytes and their digests. */
@NullMarked
package dev.tabellion.bytes;

import org.jspecify.annotations.NullMarked;
