/** Notary's reads: from a request's raw path to bytes in memory. */
@NullMarked
package dev.tabellion.query.notary;

import org.jspecify.annotations.NullMarked;
