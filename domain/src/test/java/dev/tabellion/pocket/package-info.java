/** Publishers and signers small enough for a test, with real keys and real metadata. */
@NullMarked
package dev.tabellion.pocket;

import org.jspecify.annotations.NullMarked;
