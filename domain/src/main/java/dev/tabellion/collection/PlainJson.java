package dev.tabellion.collection;

import dev.tabellion.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object in the one spelling that events, leaves, commitments and the signer's journal
 * have (RFC 8785): members sorted, no blanks, the shortest escapes, integers below 2^53. Never
 * holds a null or a fraction: what is absent is left out.
 */
public final class PlainJson {
    private static final long LARGEST = (1L << 53) - 1;

    /** Of many events. */
    private static final int LENGTH = 256;

    private static final String HEX = "0123456789abcdef";

    /** In their order. */
    private final List<Member> members = new ArrayList<>();

    /** All members as they came, one after the other. */
    private final StringBuilder written = new StringBuilder(LENGTH);

    /** Where a member stands in what is written. */
    private record Member(String name, int from, int to) {}

    public PlainJson text(String name, @Nullable String value) {
        if (value == null) {
            return this;
        }
        int from = begin(name);
        quote(value, written);
        return end(name, from);
    }

    public PlainJson number(String name, long value) {
        if (value > LARGEST || value < -LARGEST) {
            throw new IllegalArgumentException(name + " is too large for JSON: " + value);
        }
        int from = begin(name);
        written.append(value);
        return end(name, from);
    }

    public PlainJson texts(String name, List<String> values) {
        return array(name, values, PlainJson::quote);
    }

    public PlainJson object(String name, PlainJson value) {
        int from = begin(name);
        value.write(written);
        return end(name, from);
    }

    public PlainJson objects(String name, List<PlainJson> values) {
        return array(name, values, PlainJson::write);
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
        StringBuilder json = new StringBuilder(written.length() + 2);
        write(json);
        return json.toString();
    }

    private void write(StringBuilder json) {
        String all = written.toString();
        char before = '{';
        for (Member member : members) {
            json.append(before).append(all, member.from(), member.to());
            before = ',';
        }
        (members.isEmpty() ? json.append(before) : json).append('}');
    }

    private int begin(String name) {
        int from = written.length();
        quote(name, written);
        written.append(':');
        return from;
    }

    /** Gives it its place. */
    private PlainJson end(String name, int from) {
        int place = members.size();
        while (place > 0 && members.get(place - 1).name().compareTo(name) > 0) {
            place--;
        }
        if (place > 0 && members.get(place - 1).name().equals(name)) {
            throw new IllegalArgumentException("the member " + name + " is there already");
        }
        members.add(place, new Member(name, from, written.length()));
        return this;
    }

    private <T> PlainJson array(String name, List<T> values, BiConsumer<T, StringBuilder> each) {
        int from = begin(name);
        char before = '[';
        for (T value : values) {
            each.accept(value, written.append(before));
            before = ',';
        }
        (values.isEmpty() ? written.append(before) : written).append(']');
        return end(name, from);
    }

    private static void quote(String text, StringBuilder json) {
        json.append('"');
        if (isPlain(text)) {
            json.append(text);
        } else {
            text.codePoints().forEach(c -> append(json, c));
        }
        json.append('"');
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
