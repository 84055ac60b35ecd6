/** Which trust domains run in this process: all of them, or one that keeps to itself. */
@NullMarked
package dev.tabellion.server.trust;

import org.jspecify.annotations.NullMarked;
