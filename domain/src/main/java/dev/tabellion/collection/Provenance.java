package dev.tabellion.collection;

import org.jspecify.annotations.Nullable;

/**
 * Where a command came from.
 *
 * @param requestId names the request in logs and answers
 * @param cause the id of the event that led to it, if one did
 */
public record Provenance(Publisher publisher, String requestId, @Nullable String cause) {}
