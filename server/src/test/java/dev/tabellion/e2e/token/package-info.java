/** A registry's token server, small but real. */
@NullMarked
package dev.tabellion.e2e.token;

import org.jspecify.annotations.NullMarked;
