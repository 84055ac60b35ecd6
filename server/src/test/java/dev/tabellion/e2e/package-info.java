/**
 * The real clients against a real server, which these tests know only by its address: they use no
 * type of Tabellion, so the same suite runs against the original Notary.
 *
 * <p>Settings, all optional, as {@code -D} of the build:
 *
 * <ul>
 *   <li>{@code e2e.server}: {@code tabellion} (default), {@code tabellion-split} with its signer in
 *       a process of its own, {@code tabellion-token} with every server key in a SoftHSM token, or
 *       {@code notary} for Debian's {@code notary-server} and {@code notary-signer} on a PostgreSQL
 *   <li>{@code e2e.endpoint}, {@code e2e.ca}: the address and the CA file of a server that already
 *       runs, for all tests but those which must configure or kill their server
 *   <li>{@code e2e.ports}: where started servers listen, {@code 20000-29999} by default
 * </ul>
 */
@NullMarked
package dev.tabellion.e2e;

import org.jspecify.annotations.NullMarked;
