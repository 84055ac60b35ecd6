/** The shell around the domain: Axon's event store, and commands carried out against it. */
@NullMarked
package dev.tabellion.command.aggregate;

import org.jspecify.annotations.NullMarked;
