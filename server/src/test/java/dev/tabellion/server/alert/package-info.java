/** Alerts on a real database, to a real broker and real receivers. */
@NullMarked
package dev.tabellion.server.alert;

import org.jspecify.annotations.NullMarked;
