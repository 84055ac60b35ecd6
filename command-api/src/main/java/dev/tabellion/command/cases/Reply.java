package dev.tabellion.command.cases;

import dev.tabellion.collection.CaseId;

/** What came of something that was said about a case. */
public sealed interface Reply {
    /** It is in the record now. */
    record Recorded(CaseId id) implements Reply {}

    /** It was in the record before: whoever repeats a request changes nothing. */
    record Known(CaseId id) implements Reply {}

    /** There is no such thing to say it about. */
    record Unknown() implements Reply {}

    /** It does not fit what is there. */
    record Conflicting(String why) implements Reply {}
}
