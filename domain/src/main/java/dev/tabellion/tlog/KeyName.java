package dev.tabellion.tlog;

/**
 * The name of a key that signs notes; not a secret, and not the identity of a log, which is its
 * {@link Origin} (C2SP signed-note, "Format").
 */
public record KeyName(String text) {
    /** A line separator that is a space to Unicode, but neither to Java's words for it. */
    private static final int NEXT_LINE = 0x85;

    public KeyName {
        if (!isPossible(text)) {
            throw new IllegalArgumentException(
                    "a key's name has no spaces, controls or plus signs, and is not empty");
        }
    }

    static KeyName parse(String text) throws MalformedLogData {
        if (!isPossible(text)) {
            throw new MalformedLogData("a key's name is empty or has a space or plus sign");
        }
        return new KeyName(text);
    }

    private static boolean isPossible(String text) {
        return !text.isEmpty() && text.codePoints().allMatch(KeyName::isPossible);
    }

    private static boolean isPossible(int character) {
        return character >= ' '
                && character != '+'
                && character != NEXT_LINE
                && !Character.isSpaceChar(character)
                && !Character.isWhitespace(character)
                && Character.getType(character) != Character.SURROGATE;
    }

    @Override
    public String toString() {
        return text;
    }
}
