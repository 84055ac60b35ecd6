/** Throw-away certificates and keys, made by the tool people make theirs with. */
@NullMarked
package dev.tabellion.e2e.pki;

import org.jspecify.annotations.NullMarked;
