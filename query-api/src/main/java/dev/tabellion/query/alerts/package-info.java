/** Alerts as they come, for a console or whoever listens, and how it goes with webhooks. */
@NullMarked
package dev.tabellion.query.alerts;

import org.jspecify.annotations.NullMarked;
