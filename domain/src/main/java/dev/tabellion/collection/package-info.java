/** The history of one collection: commands in, decisions and events out. */
@NullMarked
package dev.tabellion.collection;

import org.jspecify.annotations.NullMarked;
