/** The signer's door and the line to it, over real sockets. */
@org.jspecify.annotations.NullMarked
package dev.tabellion.server.signer.door;
