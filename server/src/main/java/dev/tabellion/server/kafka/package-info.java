/** Wires the record to an operator's Kafka. */
@NullMarked
package dev.tabellion.server.kafka;

import org.jspecify.annotations.NullMarked;
