/**
 * What a stranger can find out about a log: everything that it says must follow from its entries.
 */
@NullMarked
package dev.tabellion.e2e.log;

import org.jspecify.annotations.NullMarked;
