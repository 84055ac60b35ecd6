/** Where the JDK gets its signatures and digests from. */
@NullMarked
package dev.tabellion.server.crypto;

import org.jspecify.annotations.NullMarked;
