/** Programs of the operating system: found, run, left running and ended. */
@NullMarked
package dev.tabellion.e2e.process;

import org.jspecify.annotations.NullMarked;
