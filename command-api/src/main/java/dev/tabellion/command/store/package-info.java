/** The tables that a publication fills beside its events: documents, actors, the ledger's name. */
@NullMarked
package dev.tabellion.command.store;

import org.jspecify.annotations.NullMarked;
