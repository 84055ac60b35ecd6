package dev.tabellion.verify;

/** What a client says to a file that it was given. */
public sealed interface Verdict {
    /**
     * @param next what is trusted from now on; the same as before for a file that says nothing new
     * @param signers whose signatures led to it
     */
    record Accepted(TrustedSet next, Signers signers) implements Verdict {}

    /** Nothing that is trusted changes. */
    record Rejected(Rejection why) implements Verdict {}
}
