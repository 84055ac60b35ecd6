package dev.tabellion.projection.log;

/** What came of taking up leaves once. */
sealed interface Batch {
    /**
     * @param leaves 0 if none waited
     */
    record Appended(int leaves) implements Batch {}

    /** Another node appends now. */
    record Deposed() implements Batch {}

    /** Nothing was changed. */
    record Stopped(Stop stop) implements Batch {}
}
