/** Server and signer killed at every step of a publication, and their books compared after it. */
@NullMarked
package dev.tabellion.server.crash;

import org.jspecify.annotations.NullMarked;
