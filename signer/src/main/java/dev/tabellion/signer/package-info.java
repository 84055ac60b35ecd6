/** Private keys: born here, used here, never handed out. */
@NullMarked
package dev.tabellion.signer;

import org.jspecify.annotations.NullMarked;
