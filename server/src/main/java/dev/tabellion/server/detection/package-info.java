/** Wires detection: its follower, its watchman, its figures. */
@NullMarked
package dev.tabellion.server.detection;

import org.jspecify.annotations.NullMarked;
