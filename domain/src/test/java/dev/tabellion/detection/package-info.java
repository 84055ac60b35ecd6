/** Rules that are made to speak, and to keep quiet. */
@NullMarked
package dev.tabellion.detection;

import org.jspecify.annotations.NullMarked;
