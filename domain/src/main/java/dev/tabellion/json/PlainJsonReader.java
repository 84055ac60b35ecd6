package dev.tabellion.json;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tuf.UtcTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads back what {@link PlainJson} wrote, blanks between or not; of members that have one name the
 * last counts. Never guesses: a member that is missing or of another kind means stored bytes that
 * this program did not write.
 */
public final class PlainJsonReader {
    /** Each name before its value: few enough to look through. */
    private final Object[] members;

    PlainJsonReader(Object[] members) {
        this.members = members;
    }

    /**
     * @throws IllegalStateException unless the bytes are one JSON object and nothing else
     */
    public static PlainJsonReader of(Bytes json) {
        return new PlainJsonReader(PlainJsonParser.members(json));
    }

    /** Each name before its value. */
    Object[] members() {
        return members.clone();
    }

    public String text(String name) {
        return asText(name, member(name));
    }

    public @Nullable String textIfThere(String name) {
        return found(name) != null ? text(name) : null;
    }

    public long number(String name) {
        if (member(name) instanceof Long value) {
            return value;
        }
        throw new IllegalStateException("the member " + name + " is not an integer");
    }

    public @Nullable Long numberIfThere(String name) {
        return found(name) != null ? number(name) : null;
    }

    public int smallNumber(String name) {
        return Math.toIntExact(number(name));
    }

    /**
     * @throws DateTimeException unless it is a moment, as ISO 8601 writes them
     */
    public Instant instant(String name) {
        return UtcTime.read(text(name));
    }

    public <T> List<T> texts(String name, Function<String, T> of) {
        List<T> values = new ArrayList<>();
        for (Object value : array(name)) {
            values.add(of.apply(asText(name, value)));
        }
        return values;
    }

    public <T> List<T> objects(String name, Function<PlainJsonReader, T> of) {
        List<T> values = new ArrayList<>();
        for (Object value : array(name)) {
            values.add(of.apply(asObject(name, value)));
        }
        return values;
    }

    public PlainJsonReader object(String name) {
        return asObject(name, member(name));
    }

    public @Nullable PlainJsonReader objectIfThere(String name) {
        return found(name) != null ? object(name) : null;
    }

    public SortedMap<String, String> textsByName(String name) {
        SortedMap<String, String> values = new TreeMap<>();
        object(name).byName().forEach((each, value) -> values.put(each, asText(name, value)));
        return values;
    }

    private Map<String, Object> byName() {
        Map<String, Object> values = new HashMap<>();
        for (int each = 0; each < members.length; each += 2) {
            values.put((String) members[each], members[each + 1]);
        }
        return values;
    }

    private Object member(String name) {
        Object value = found(name);
        if (value == null) {
            throw new IllegalStateException("the member " + name + " is missing");
        }
        return value;
    }

    private @Nullable Object found(String name) {
        for (int each = members.length - 2; each >= 0; each -= 2) {
            if (members[each].equals(name)) {
                return members[each + 1];
            }
        }
        return null;
    }

    private List<?> array(String name) {
        if (member(name) instanceof List<?> values) {
            return values;
        }
        throw new IllegalStateException("the member " + name + " is not an array");
    }

    private static String asText(String name, Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalStateException("the member " + name + " is not a string");
    }

    private static PlainJsonReader asObject(String name, Object value) {
        if (value instanceof PlainJsonReader object) {
            return object;
        }
        throw new IllegalStateException("the member " + name + " is not an object");
    }
}
