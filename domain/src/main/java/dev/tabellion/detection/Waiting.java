package dev.tabellion.detection;

import java.time.Instant;

/** A change in what a rule waits for in a view. */
public sealed interface Waiting {
    /** What is awaited, unique for the rule in its view. */
    String what();

    /**
     * Until then; takes the place of an earlier one of the same name.
     *
     * @param clue what is found when the time is up
     */
    record Until(String what, Instant due, Clue clue) implements Waiting {}

    record NoLonger(String what) implements Waiting {}
}
