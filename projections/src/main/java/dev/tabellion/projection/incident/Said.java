package dev.tabellion.projection.incident;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CaseEvent;
import java.time.Instant;

/**
 * Something that was said of a case.
 *
 * @param sequence of the event in the stream of cases
 * @param leaf its index in the log
 * @param actor commitment to who said it
 */
record Said(long sequence, long leaf, Instant at, Sha256 actor, CaseEvent event) {}
