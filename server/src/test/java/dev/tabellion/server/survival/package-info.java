/**
 * What is left of publications when processes, databases and clocks misbehave.
 *
 * <p>How often, as {@code -D} of the build:
 *
 * <ul>
 *   <li>{@code e2e.kills}: blows that {@code KilledServerIT} strikes, 12 by default
 *   <li>{@code e2e.kills.split}: those of {@code KilledEitherSideIT}, 8; the same ones again by
 *       {@code e2e.seed}
 *   <li>{@code e2e.kills.reconciled}: those of {@code ReconciledServerIT}, 5
 *   <li>{@code e2e.honest.operations}: what happens in {@code HonestDaysIT}, 400 operations
 * </ul>
 */
@NullMarked
package dev.tabellion.server.survival;

import org.jspecify.annotations.NullMarked;
