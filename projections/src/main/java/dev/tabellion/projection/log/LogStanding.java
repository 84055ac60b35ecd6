package dev.tabellion.projection.log;

import org.jspecify.annotations.Nullable;

/** What a node's part in the log is at this moment. */
public sealed interface LogStanding {
    /** It has not looked yet. */
    record Starting() implements LogStanding {}

    /** It appends and publishes. */
    record Leading() implements LogStanding {}

    /** Another node does; this one checks what that publishes, and would take its place. */
    record Following() implements LogStanding {}

    /** Nothing is published from here. */
    record Stopped(Stop stop) implements LogStanding {}

    /** The database, or the key and its folder, could not be used the last time. */
    record Failing(String problem) implements LogStanding {}

    /** Whether this node does its part; if none does, nothing is published. */
    default boolean goesOn() {
        return this instanceof Leading || this instanceof Following;
    }

    /** Null if it is not stopped. */
    default @Nullable Stop stop() {
        return this instanceof Stopped(var stop) ? stop : null;
    }
}
