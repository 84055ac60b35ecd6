/** The token, real: SoftHSM 2. */
@NullMarked
package dev.tabellion.signer.vault.pkcs11;

import org.jspecify.annotations.NullMarked;
