/** Refusals as facts: which of them are recorded, and under which names. */
@NullMarked
package dev.tabellion.command.refusal;

import org.jspecify.annotations.NullMarked;
