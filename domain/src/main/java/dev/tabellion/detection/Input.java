package dev.tabellion.detection;

/** What a rule looks at. */
public enum Input {
    /** Public metadata over time. */
    PUBLIC('P'),
    /** The server's record. */
    RECORD('S'),
    /** The signer's journal. */
    JOURNAL('G'),
    /** Which client fetched what. */
    FETCHES('F'),
    /** The eye, and what clients report. */
    WITNESSES('W'),
    /** Time that passes. */
    TIME('T');

    private final char letter;

    Input(char letter) {
        this.letter = letter;
    }

    public char letter() {
        return letter;
    }
}
