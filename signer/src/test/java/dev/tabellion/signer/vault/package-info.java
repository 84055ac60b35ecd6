/** Where the server's private keys live: each goes in or is born here, and never comes out. */
@NullMarked
package dev.tabellion.signer.vault;

import org.jspecify.annotations.NullMarked;
