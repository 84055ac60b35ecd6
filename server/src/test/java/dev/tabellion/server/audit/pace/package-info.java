/** How fast the audit trail is on many events. No test: its main method is run by bench/run. */
@NullMarked
package dev.tabellion.server.audit.pace;

import org.jspecify.annotations.NullMarked;
