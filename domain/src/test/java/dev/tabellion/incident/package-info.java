/** Findings that become incidents. */
@NullMarked
package dev.tabellion.incident;

import org.jspecify.annotations.NullMarked;
