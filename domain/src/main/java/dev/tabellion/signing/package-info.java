/** What the server and the signer's own process say to each other, as bytes. */
@NullMarked
package dev.tabellion.signing;

import org.jspecify.annotations.NullMarked;
