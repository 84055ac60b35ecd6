package dev.tabellion.command.redaction;

import dev.tabellion.collection.Publisher;
import java.time.Instant;

/** A redaction that was asked for and that somebody has yet to confirm. */
public record Redaction(
        String id, Person person, String reason, Publisher askedBy, Instant askedAt) {}
