/** The transparency log: orders leaves, keeps tiles and publishes checkpoints of them. */
@NullMarked
package dev.tabellion.projection.log;

import org.jspecify.annotations.NullMarked;
