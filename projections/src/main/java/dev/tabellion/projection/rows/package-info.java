/** Many rows at once, for every projection that writes them. */
@NullMarked
package dev.tabellion.projection.rows;

import org.jspecify.annotations.NullMarked;
