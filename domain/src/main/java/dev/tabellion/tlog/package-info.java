/** The arithmetic of a transparency log, without an idea of what a leaf means. */
@NullMarked
package dev.tabellion.tlog;

import org.jspecify.annotations.NullMarked;
