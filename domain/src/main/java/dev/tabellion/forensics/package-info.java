/** What follows from a key in other hands: whom it can deceive, and what to do in which order. */
@NullMarked
package dev.tabellion.forensics;

import org.jspecify.annotations.NullMarked;
