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
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long others = others(eight(text, at));
            if (others != 0) {
                return at + Long.numberOfTrailingZeros(others) / Byte.SIZE;
            }
        }
        while (at < to && text[at] >= 0 && PLAIN[text[at]]) {
            at++;
        }
        return at;
    }

    /**
     * Has the high bit of the first byte that is no plain one; further ones count for nothing. A
     * byte below another one borrows from the next when that is taken from it, and shows its high
     * bit; one that is taken for such for its neighbour's sake comes after it.
     */
    private static long others(long eight) {
        return (((eight - EACH * ' ') | eight) & HIGH) | same(eight, '"') | same(eight, '\\');
    }

    /** Has the high bit of the first byte that is this character; like the others. */
    private static long same(long eight, char c) {
        long zero = eight ^ (EACH * c);
        return (zero - EACH) & ~zero & HIGH;
    }

    /** The first of them lowest. */
    static long eight(byte[] text, int at) {
        return (long) EIGHT.get(text, at);
    }

    /** Null if any character is none of them. */
    static byte @Nullable [] bytes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return isPlainBeyondDoubt(bytes) || (isPlain(bytes) && isOf(text, bytes)) ? bytes : null;
    }

    /** Without even a question mark, which stands for characters that have no byte, too. */
    private static boolean isPlainBeyondDoubt(byte[] text) {
        int at = 0;
        for (; at + Long.BYTES <= text.length; at += Long.BYTES) {
            long eight = eight(text, at);
            if ((others(eight) | same(eight, '?')) != 0) {
                return false;
            }
        }
        while (at < text.length && text[at] >= 0 && PLAIN[text[at]] && text[at] != '?') {
            at++;
        }
        return at == text.length;
    }

    private static boolean isPlain(byte[] text) {
        return end(text, 0, text.length) == text.length;
    }

    private static boolean isOf(String text, byte[] bytes) {
        return text.equals(new String(bytes, StandardCharsets.ISO_8859_1));
    }
}
