package dev.tabellion.inspection;

/** What can be held against a record's entries when all of them are known. */
public enum Beside {
    /** What is served, so that what has to be is kept in mind. */
    SERVED,
    NOTHING
}
