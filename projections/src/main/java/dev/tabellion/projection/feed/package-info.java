/** Tells the record to Kafka, in the order of the log. */
@NullMarked
package dev.tabellion.projection.feed;

import org.jspecify.annotations.NullMarked;
