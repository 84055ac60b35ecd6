/** The findings there are, as everybody but detection itself reads them. */
@NullMarked
package dev.tabellion.projection.finding;

import org.jspecify.annotations.NullMarked;
