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
    private static final int PLACES = 512;

    private final String[] texts = new String[PLACES];
    private final byte[][] spelled = new byte[PLACES][];

    /**
     * @param names in ASCII, less than half as many as there are places
     */
    public Names(List<String> names) {
        for (String name : names) {
            byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
            int place = place(bytes, 0, bytes.length);
            while (spelled[place] != null) {
                place = after(place);
            }
            texts[place] = name;
            spelled[place] = bytes;
        }
    }

    /** Null if it is none of them. */
    public @Nullable String find(byte[] text, int from, int to) {
        if (from == to) {
            return null;
        }
        int place = place(text, from, to);
        while (spelled[place] != null) {
            if (Arrays.equals(spelled[place], 0, spelled[place].length, text, from, to)) {
                return texts[place];
            }
            place = after(place);
        }
        return null;
    }

    private static int place(byte[] text, int from, int to) {
        int middle = (from + to) >>> 1;
        return (to - from + 31 * text[from] + 17 * text[middle] + 7 * text[to - 1]) & (PLACES - 1);
    }

    private static int after(int place) {
        return (place + 1) & (PLACES - 1);
    }
}
