/** The HTTP connector: where it listens, what it bears, how it refuses. */
@NullMarked
package dev.tabellion.server.web;

import org.jspecify.annotations.NullMarked;
