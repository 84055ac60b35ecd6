/** The database as an inspection reads it, and inspections run over it, fast or for ever. */
@NullMarked
package dev.tabellion.projection.inspection;

import org.jspecify.annotations.NullMarked;
