/**
 * How fast the signer signs, measured in a process of its own by {@code bench/run --only signer}.
 * Lies among the tests because it needs their publishers and tokens; no test runs it.
 */
@NullMarked
package dev.tabellion.server.signer.pace;

import org.jspecify.annotations.NullMarked;
