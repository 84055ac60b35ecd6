/** Detection over the log: what its rules remember and find, kept in tables. */
@NullMarked
package dev.tabellion.projection.detection;

import org.jspecify.annotations.NullMarked;
