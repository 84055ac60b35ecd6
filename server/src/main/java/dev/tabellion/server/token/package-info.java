/** PKCS#11 tokens as the settings speak of them, whoever keeps a key there. */
@NullMarked
package dev.tabellion.server.token;

import org.jspecify.annotations.NullMarked;
