/** Wires alerts: to Kafka, webhooks, listeners and Prometheus. */
@NullMarked
package dev.tabellion.server.alert;

import org.jspecify.annotations.NullMarked;
