package dev.tabellion.json;

import org.jspecify.annotations.Nullable;

/**
 * The characters that stand for themselves in JSON's texts and are one byte in UTF-8: nearly all
 * that we write are.
 */
final class PlainText {
    private static final int ASCII = 128;
    private static final boolean[] PLAIN = new boolean[ASCII];

    static {
        for (int c = ' '; c < ASCII; c++) {
            PLAIN[c] = c != '"' && c != '\\';
        }
    }

    private PlainText() {}

    /**
     * Where, from {@code from} on, the first byte is that is none of them; {@code to} if all are.
     */
    static int end(byte[] text, int from, int to) {
        int at = from;
        while (at < to && text[at] >= 0 && PLAIN[text[at]]) {
            at++;
        }
        return at;
    }

    /** Null if any character is none of them. */
    static byte @Nullable [] bytes(String text) {
        byte[] bytes = new byte[text.length()];
        for (int at = 0; at < bytes.length; at++) {
            char c = text.charAt(at);
            if (c >= ASCII || !PLAIN[c]) {
                return null;
            }
            bytes[at] = (byte) c;
        }
        return bytes;
    }
}
