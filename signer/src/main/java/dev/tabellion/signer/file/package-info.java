/** Files that survive a machine that stops. */
@NullMarked
package dev.tabellion.signer.file;

import org.jspecify.annotations.NullMarked;
