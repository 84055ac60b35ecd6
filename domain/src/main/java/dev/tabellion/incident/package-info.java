/** What findings amount to together, and what becomes of it. */
@NullMarked
package dev.tabellion.incident;

import org.jspecify.annotations.NullMarked;
