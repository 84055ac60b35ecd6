/** How metadata is written on the wire: reading, canonical bytes, key ids. */
@NullMarked
package dev.tabellion.dialect;

import org.jspecify.annotations.NullMarked;
