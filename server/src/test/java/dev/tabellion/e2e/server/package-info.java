/** The server under test, started, killed and restarted from outside. */
@NullMarked
package dev.tabellion.e2e.server;

import org.jspecify.annotations.NullMarked;
