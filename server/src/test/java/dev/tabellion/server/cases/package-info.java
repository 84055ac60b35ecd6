/** Incidents on a real database. */
@NullMarked
package dev.tabellion.server.cases;

import org.jspecify.annotations.NullMarked;
