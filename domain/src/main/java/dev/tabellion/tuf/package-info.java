/** What TUF metadata says, without saying how it is written. */
@NullMarked
package dev.tabellion.tuf;

import org.jspecify.annotations.NullMarked;
