/** Evidence written, checked and tampered with. */
@NullMarked
package dev.tabellion.evidence;

import org.jspecify.annotations.NullMarked;
