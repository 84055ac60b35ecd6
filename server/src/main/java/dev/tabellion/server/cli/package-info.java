/** The command line. */
@NullMarked
package dev.tabellion.server.cli;

import org.jspecify.annotations.NullMarked;
