/** How fast detection reads a stored log. No test: its main method is run by hand. */
@NullMarked
package dev.tabellion.server.detection.pace;

import org.jspecify.annotations.NullMarked;
