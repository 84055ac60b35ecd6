/** Wires the signer, with a pool and a key-encryption key that nobody else has. */
@NullMarked
package dev.tabellion.server.signer;

import org.jspecify.annotations.NullMarked;
