package dev.tabellion.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The characters that stand for themselves in JSON's texts and are one byte in UTF-8: nearly all
 * that we write are. Looked at eight at a time: a log has gigabytes of them.
 */
public final class PlainText {
    private static final int ASCII = 128;
    private static final boolean[] PLAIN = new boolean[ASCII];

    private static final VarHandle EIGHT =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** One byte, eight times. */
    private static final long EACH = 0x0101_0101_0101_0101L;

    private static final long HIGH = EACH << 7;

    static {
        for (int c = ' '; c < ASCII; c++) {
            PLAIN[c] = c != '"' && c != '\\';
        }
    }

    private PlainText() {}

    /**
     * Where, from {@code from} on, the first byte is that is none of them; {@code to} if all are.
     */
    public static int end(byte[] text, int from, int to) {
        int at = from;
        while (at + Long.BYTES <= to && arePlain((long) EIGHT.get(text, at))) {
            at += Long.BYTES;
        }
        while (at < to && text[at] >= 0 && PLAIN[text[at]]) {
            at++;
        }
        return at;
    }

    /**
     * A byte below another one borrows from the next when that is taken from it, and shows its high
     * bit; one that is taken for such for its neighbour's sake has a neighbour that is.
     */
    private static boolean arePlain(long eight) {
        long quote = eight ^ (EACH * '"');
        long backslash = eight ^ (EACH * '\\');
        long below = (eight - EACH * ' ') | (quote - EACH) | (backslash - EACH);
        return ((below | eight) & HIGH) == 0;
    }

    /** Null if any character is none of them. */
    static byte @Nullable [] bytes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        if (end(bytes, 0, bytes.length) < bytes.length) {
            return null;
        }
        return isQuestioned(bytes) && !text.equals(new String(bytes, StandardCharsets.ISO_8859_1))
                ? null
                : bytes;
    }

    /** Whether there is a question mark, which stands for characters that have no byte, too. */
    private static boolean isQuestioned(byte[] text) {
        int at = 0;
        for (; at + Long.BYTES <= text.length; at += Long.BYTES) {
            long marks = (long) EIGHT.get(text, at) ^ (EACH * '?');
            if (((marks - EACH) & ~marks & HIGH) != 0) {
                return true;
            }
        }
        for (; at < text.length; at++) {
            if (text[at] == '?') {
                return true;
            }
        }
        return false;
    }
}
