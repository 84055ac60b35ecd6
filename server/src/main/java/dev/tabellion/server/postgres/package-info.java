/** The real PostgreSQL that Tabellion runs for itself when it is given none. */
@NullMarked
package dev.tabellion.server.postgres;

import org.jspecify.annotations.NullMarked;
