/** Keeps the signer's book in step with what was committed here. */
@NullMarked
package dev.tabellion.command.settling;

import org.jspecify.annotations.NullMarked;
