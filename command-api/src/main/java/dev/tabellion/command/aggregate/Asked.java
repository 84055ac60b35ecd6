package dev.tabellion.command.aggregate;

import dev.tabellion.collection.Provenance;
import dev.tabellion.collection.TrustCommand;

/** A command on the bus, with where it came from. */
record Asked(TrustCommand command, Provenance provenance) {}
