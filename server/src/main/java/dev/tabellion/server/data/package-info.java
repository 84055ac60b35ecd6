/** The directory that holds everything one Tabellion keeps on disk. */
@NullMarked
package dev.tabellion.server.data;

import org.jspecify.annotations.NullMarked;
