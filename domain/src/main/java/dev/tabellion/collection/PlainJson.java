package dev.tabellion.collection;

import dev.tabellion.bytes.Bytes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object in the one spelling that events, leaves, commitments and the signer's journal
 * have (RFC 8785): members sorted, no blanks, the shortest escapes, integers below 2^53. Never
 * holds a null or a fraction: what is absent is left out.
 */
public final class PlainJson {
    private static final long LARGEST = (1L << 53) - 1;

    /** Of most events. */
    private static final int LENGTH = 512;

    private static final String HEX = "0123456789abcdef";

    private final TreeMap<String, String> members = new TreeMap<>();

    public PlainJson text(String name, @Nullable String value) {
        return value == null ? this : put(name, quoted(value));
    }

    public PlainJson number(String name, long value) {
        if (value > LARGEST || value < -LARGEST) {
            throw new IllegalArgumentException(name + " is too large for JSON: " + value);
        }
        return put(name, Long.toString(value));
    }

    public PlainJson texts(String name, List<String> values) {
        return put(name, array(values, PlainJson::quoted));
    }

    public PlainJson object(String name, PlainJson value) {
        return put(name, value.toString());
    }

    public PlainJson objects(String name, List<PlainJson> values) {
        return put(name, array(values, PlainJson::toString));
    }

    public static PlainJson texts(Map<String, String> members) {
        PlainJson json = new PlainJson();
        members.forEach(json::text);
        return json;
    }

    public Bytes bytes() {
        return Bytes.utf8(toString());
    }

    @Override
    public String toString() {
        StringBuilder json = new StringBuilder(LENGTH);
        char before = '{';
        for (Map.Entry<String, String> member : members.entrySet()) {
            json.append(before).append(quoted(member.getKey()));
            json.append(':').append(member.getValue());
            before = ',';
        }
        return (members.isEmpty() ? json.append(before) : json).append('}').toString();
    }

    private PlainJson put(String name, String json) {
        if (members.putIfAbsent(name, json) != null) {
            throw new IllegalArgumentException("the member " + name + " is there already");
        }
        return this;
    }

    private static <T> String array(List<T> values, Function<T, String> json) {
        return values.stream().map(json).collect(Collectors.joining(",", "[", "]"));
    }

    private static String quoted(String text) {
        return isPlain(text) ? '"' + text + '"' : escaped(text);
    }

    /** As nearly all texts are: what is between the quotes is the text. */
    private static boolean isPlain(String text) {
        for (int each = 0; each < text.length(); each++) {
            char c = text.charAt(each);
            if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    private static String escaped(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(c -> append(json, c));
        return json.append('"').toString();
    }

    private static void append(StringBuilder json, int c) {
        switch (c) {
            case '"' -> json.append("\\\"");
            case '\\' -> json.append("\\\\");
            case '\b' -> json.append("\\b");
            case '\f' -> json.append("\\f");
            case '\n' -> json.append("\\n");
            case '\r' -> json.append("\\r");
            case '\t' -> json.append("\\t");
            default -> {
                if (c < ' ') {
                    json.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
                } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                    json.append('\uFFFD'); // half a pair, which UTF-8 cannot say
                } else {
                    json.appendCodePoint(c);
                }
            }
        }
    }
}
