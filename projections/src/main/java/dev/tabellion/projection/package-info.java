/** Read models that can be thrown away and rebuilt from events. */
@NullMarked
package dev.tabellion.projection;

import org.jspecify.annotations.NullMarked;
