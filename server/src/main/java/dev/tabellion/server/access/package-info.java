/** Who may do what: the filter in front of everything else. */
@NullMarked
package dev.tabellion.server.access;

import org.jspecify.annotations.NullMarked;
