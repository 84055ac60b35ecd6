/** Finds what in a record contradicts the rest of it, from whatever source it is read. */
@NullMarked
package dev.tabellion.inspection;

import org.jspecify.annotations.NullMarked;
