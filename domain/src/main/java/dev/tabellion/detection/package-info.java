/** Noticing abuse: what rules find in the facts of the log, purely. */
@NullMarked
package dev.tabellion.detection;

import org.jspecify.annotations.NullMarked;
