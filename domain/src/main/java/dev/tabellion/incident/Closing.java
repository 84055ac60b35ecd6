package dev.tabellion.incident;

import dev.tabellion.collection.CaseEvent.Verdict;
import java.time.Instant;

/**
 * How an incident was closed.
 *
 * @param findings over how many of them was judged
 */
public record Closing(Verdict verdict, Instant at, int findings) {}
