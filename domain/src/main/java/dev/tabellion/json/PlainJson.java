package dev.tabellion.json;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.BytesBuilder;
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

    private static final String HEX = "0123456789abcdef";

    /** Bytes of most objects. */
    private static final int USUAL = 256;

    /** In their order; most leaves have fifteen. */
    private final List<Member> members = new ArrayList<>(16);

    /** All members as they came, one after the other. */
    private final BytesBuilder written;

    /** Where a member stands in what is written. */
    private record Member(String name, int from, int to) {}

    public PlainJson() {
        this(USUAL);
    }

    /** With room for so many bytes, and for more if need be. */
    public PlainJson(int expected) {
        this.written = new BytesBuilder(expected);
    }

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
        written.append(Long.toString(value));
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
        BytesBuilder json = new BytesBuilder(length());
        write(json);
        return json.build();
    }

    /** Whether {@link #bytes} are these; makes none to find out. */
    public boolean isWrittenAs(Bytes json) {
        if (json.length() != length()) {
            return false;
        }
        int at = 0;
        char before = '{';
        for (Member member : members) {
            if (json.at(at) != before || !written.isAt(member.from(), member.to(), json, at + 1)) {
                return false;
            }
            at += 1 + member.to() - member.from();
            before = ',';
        }
        return json.at(0) == '{' && json.at(json.length() - 1) == '}';
    }

    @Override
    public String toString() {
        return bytes().utf8();
    }

    private int length() {
        // before each member there is one byte, and one at the end
        return written.length() + Math.max(members.size(), 1) + 1;
    }

    private void write(BytesBuilder json) {
        char before = '{';
        for (Member member : members) {
            json.append(before).append(written, member.from(), member.to());
            before = ',';
        }
        (members.isEmpty() ? json.append(before) : json).append('}');
    }

    private int begin(String name) {
        int from = written.length();
        byte[] known = MemberNames.written(name);
        if (known == null) {
            quote(name, written);
            written.append(':');
        } else {
            written.append(known);
        }
        return from;
    }

    /** Gives it its place. */
    private PlainJson end(String name, int from) {
        int place = members.size();
        while (place > 0 && members.get(place - 1).name().compareTo(name) > 0) {
            place--;
        }
        if (place > 0 && members.get(place - 1).name().equals(name)) {
            written.cutTo(from);
            throw new IllegalArgumentException("the member " + name + " is there already");
        }
        members.add(place, new Member(name, from, written.length()));
        return this;
    }

    private <T> PlainJson array(String name, List<T> values, BiConsumer<T, BytesBuilder> each) {
        int from = begin(name);
        char before = '[';
        for (T value : values) {
            each.accept(value, written.append(before));
            before = ',';
        }
        (values.isEmpty() ? written.append(before) : written).append(']');
        return end(name, from);
    }

    private static void quote(String text, BytesBuilder json) {
        byte[] plain = PlainText.bytes(text);
        json.append('"');
        (plain == null ? json.append(escaped(text)) : json.append(plain)).append('"');
    }

    private static String escaped(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2);
        text.codePoints().forEach(c -> append(json, c));
        return json.toString();
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
