package dev.tabellion.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Words that are read again and again, found by their bytes: whoever reads one gets the same text
 * each time, which is equal at a glance. Never learns another.
 */
public final class Names {
    /** Bytes of a name: two words of the machine. */
    private static final int LONGEST = 2 * Long.BYTES;

    private static final int PLACES = 512;

    /** Of a product, those bits that all others have had a part in. */
    private static final int SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(PLACES);

    /** The golden ratio's, which is odd. */
    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

    private final @Nullable String[] texts = new String[PLACES];
    private final long[] heads = new long[PLACES];
    private final long[] tails = new long[PLACES];

    /**
     * @param names of 1 to 16 characters of ASCII, 256 at most
     * @throws IllegalArgumentException if there are others, or more
     */
    public Names(List<String> names) {
        if (2 * names.size() > PLACES) {
            throw new IllegalArgumentException("too many names to find one soon: " + names.size());
        }
        for (String name : names) {
            if (name.isEmpty() || name.length() > LONGEST || !isAscii(name)) {
                throw new IllegalArgumentException(
                        "a name has 1 to 16 characters of ASCII, not: " + name);
            }
            byte[] bytes = Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), LONGEST);
            long head = PlainText.eight(bytes, 0);
            long tail = PlainText.eight(bytes, Long.BYTES);
            int place = place(head, tail);
            while (texts[place] != null) {
                place = after(place);
            }
            texts[place] = name;
            heads[place] = head;
            tails[place] = tail;
        }
    }

    /** Null if it is none of them. */
    public @Nullable String find(byte[] text, int from, int to) {
        int length = to - from;
        if (length == 0 || length > LONGEST) {
            return null;
        }
        long head = word(text, from, length);
        long tail = length > Long.BYTES ? word(text, from + Long.BYTES, length - Long.BYTES) : 0;
        int place = place(head, tail);
        for (String name = texts[place]; name != null; name = texts[place]) {
            if (heads[place] == head && tails[place] == tail && name.length() == length) {
                return name;
            }
            place = after(place);
        }
        return null;
    }

    private static boolean isAscii(String name) {
        return name.chars().allMatch(c -> c < 128);
    }

    /** So many bytes, eight at most, and zeros behind them. */
    private static long word(byte[] text, int from, int length) {
        if (from + Long.BYTES > text.length) {
            long word = 0;
            for (int each = Math.min(length, Long.BYTES) - 1; each >= 0; each--) {
                word = (word << Byte.SIZE) | Byte.toUnsignedLong(text[from + each]);
            }
            return word;
        }
        long word = PlainText.eight(text, from);
        return length < Long.BYTES ? word & ((1L << (length * Byte.SIZE)) - 1) : word;
    }

    private static int place(long head, long tail) {
        return (int) (((head ^ (tail * MIX)) * MIX) >>> SHIFT);
    }

    private static int after(int place) {
        return (place + 1) & (PLACES - 1);
    }
}
