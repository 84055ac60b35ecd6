/** Dumps as the programs write them, and as accidents leave them. */
@NullMarked
package dev.tabellion.server.imports.dump;

import org.jspecify.annotations.NullMarked;
