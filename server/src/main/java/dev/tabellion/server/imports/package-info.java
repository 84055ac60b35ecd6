/** Takes over what a Notary kept: checks all of it first, then writes, then proves it. */
@NullMarked
package dev.tabellion.server.imports;

import org.jspecify.annotations.NullMarked;
