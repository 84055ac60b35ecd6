/**
 * Keys in a PKCS#11 token, used through the JDK's provider, and past it where it does not reach.
 */
@NullMarked
package dev.tabellion.signer.vault.pkcs11;

import org.jspecify.annotations.NullMarked;
