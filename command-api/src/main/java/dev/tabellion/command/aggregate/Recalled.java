package dev.tabellion.command.aggregate;

import dev.tabellion.collection.PublishedTimestamp;

/** A question about the past on the bus. */
record Recalled(PublishedTimestamp timestamp) {}
