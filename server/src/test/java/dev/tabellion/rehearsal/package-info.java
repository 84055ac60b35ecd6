/** The gauntlet: attacks played against the real server, to see what is refused and noticed. */
@NullMarked
package dev.tabellion.rehearsal;

import org.jspecify.annotations.NullMarked;
