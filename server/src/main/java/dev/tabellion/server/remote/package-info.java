/** Wires a server without keys to the signer that has them, in another process. */
@NullMarked
package dev.tabellion.server.remote;

import org.jspecify.annotations.NullMarked;
