/** Which refusals become facts of the record. */
@NullMarked
package dev.tabellion.command.refusal;

import org.jspecify.annotations.NullMarked;
