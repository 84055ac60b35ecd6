/** Where the server's private keys live: born here, used here, never taken out. */
@NullMarked
package dev.tabellion.signer;

import org.jspecify.annotations.NullMarked;
