/** Opens the keys that a Notary's signer kept, to be taken in by a ceremony at this one. */
@NullMarked
package dev.tabellion.signer.notary;

import org.jspecify.annotations.NullMarked;
