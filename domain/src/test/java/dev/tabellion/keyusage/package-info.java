/** Tests of how the use of keys is read and judged. */
@NullMarked
package dev.tabellion.keyusage;

import org.jspecify.annotations.NullMarked;
