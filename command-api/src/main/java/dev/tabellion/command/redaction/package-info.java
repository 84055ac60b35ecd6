/** Forgetting people: what is asked, who confirms, and what is deleted then. */
@NullMarked
package dev.tabellion.command.redaction;

import org.jspecify.annotations.NullMarked;
