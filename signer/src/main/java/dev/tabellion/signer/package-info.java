/** Decides what the server's private keys sign. */
@NullMarked
package dev.tabellion.signer;

import org.jspecify.annotations.NullMarked;
