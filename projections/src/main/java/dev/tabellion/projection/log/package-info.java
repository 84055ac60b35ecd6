/** The transparency log: puts leaves in their order, has its growth signed, shows what was. */
@NullMarked
package dev.tabellion.projection.log;

import org.jspecify.annotations.NullMarked;
