/** Wires the audit trail: its follower, its index and its doors. */
@NullMarked
package dev.tabellion.server.audit;

import org.jspecify.annotations.NullMarked;
