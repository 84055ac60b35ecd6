package dev.tabellion.detection;

import java.time.Instant;

/** Something that a rule waits for in a view since an entry of the log. */
public record Deadline(RuleName rule, String what, long leaf, Instant due, Clue clue) {}
