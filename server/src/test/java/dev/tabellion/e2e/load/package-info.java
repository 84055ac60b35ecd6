/** Publishers at work while their server is being mistreated. */
@NullMarked
package dev.tabellion.e2e.load;

import org.jspecify.annotations.NullMarked;
