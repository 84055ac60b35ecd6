package dev.tabellion.command.redaction;

/** What came of a confirmation. */
public sealed interface Confirmation {
    /**
     * @param commitments whose clear text is gone now
     */
    record Forgotten(int commitments) implements Confirmation {}

    /** Nothing of that name is waiting: never asked, withdrawn, done or too old. */
    record Unknown() implements Confirmation {}

    /** Who asked cannot confirm, nor can somebody without a name. */
    record NotAnother() implements Confirmation {}
}
