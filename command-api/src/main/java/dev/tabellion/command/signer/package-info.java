/** The signer that is a process of its own, as the write side asks it over HTTP. */
@NullMarked
package dev.tabellion.command.signer;

import org.jspecify.annotations.NullMarked;
