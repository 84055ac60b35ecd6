/** Whose cryptography stands behind the JDK's interfaces. */
@NullMarked
package dev.tabellion.server.crypto;

import org.jspecify.annotations.NullMarked;
