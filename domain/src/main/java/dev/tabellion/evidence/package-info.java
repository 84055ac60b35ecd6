/** Evidence in one file that is checked without us: its container, its manifest, and the check. */
@NullMarked
package dev.tabellion.evidence;

import org.jspecify.annotations.NullMarked;
