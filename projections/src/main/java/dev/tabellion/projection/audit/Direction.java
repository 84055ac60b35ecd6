package dev.tabellion.projection.audit;

/** Which way one goes through the log. */
public enum Direction {
    NEWEST_FIRST,
    OLDEST_FIRST
}
