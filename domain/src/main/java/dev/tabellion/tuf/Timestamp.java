package dev.tabellion.tuf;

import java.time.Instant;

/** Timestamp metadata: which snapshot is current. */
public record Timestamp(Version version, Instant expires, FileMeta snapshot) implements Metadata {}
