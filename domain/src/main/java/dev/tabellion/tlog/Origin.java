package dev.tabellion.tlog;

/**
 * The identity of a log: the first line of each of its checkpoints. Should be the log's address
 * without scheme, but need not lead anywhere (C2SP tlog-checkpoint).
 */
public record Origin(String text) {
    public Origin {
        if (!isLine(text)) {
            throw new IllegalArgumentException("an origin is one line, and not empty");
        }
    }

    /** Not empty, and without the characters that a note may not have. */
    static boolean isLine(String text) {
        return !text.isEmpty()
                && text.codePoints()
                        .allMatch(
                                each ->
                                        each >= ' '
                                                && Character.getType(each) != Character.SURROGATE);
    }

    @Override
    public String toString() {
        return text;
    }
}
