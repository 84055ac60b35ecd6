/** Notary's HTTP door for whatever changes a collection. */
@NullMarked
package dev.tabellion.command.notary;

import org.jspecify.annotations.NullMarked;
