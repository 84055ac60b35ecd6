package dev.tabellion.collection;

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
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads back what {@link PlainJson} wrote. Never guesses: a member that is missing or of another
 * kind means stored bytes that this program did not write.
 */
public final class PlainJsonReader {
    /** So many take a third of a gigabyte at most; nothing that we wrote has as many. */
    private static final long MOST_TOKENS = 4_000_000;

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxTokenCount(MOST_TOKENS).build())
                    .build();

    /** A value of a kind that nobody asks for: a fraction, a null, a truth. */
    private static final Object OTHER = new Object();

    /** A member is a string, a long, a list, another object's reader, or {@link #OTHER}. */
    private final Map<String, Object> members;

    private PlainJsonReader(Map<String, Object> members) {
        this.members = members;
    }

    public static PlainJsonReader of(Bytes json) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json.toArray())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalStateException("stored bytes are no JSON object");
            }
            PlainJsonReader read = object(parser);
            if (parser.nextToken() != null) {
                throw new IllegalStateException("something follows a stored JSON object");
            }
            return read;
        } catch (JacksonException e) {
            throw new IllegalStateException("stored bytes are not JSON", e);
        }
    }

    /** No deeper than the parser goes, so recursion is safe. */
    private static PlainJsonReader object(JsonParser parser) {
        Map<String, Object> members = new HashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            members.put(name, value(parser, parser.nextToken()));
        }
        return new PlainJsonReader(members);
    }

    private static Object value(JsonParser parser, JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> integer(parser);
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            default -> OTHER;
        };
    }

    private static Object integer(JsonParser parser) {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? OTHER
                : parser.getLongValue();
    }

    private static List<Object> array(JsonParser parser) {
        List<Object> values = new ArrayList<>();
        for (JsonToken token = parser.nextToken();
                token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            values.add(value(parser, token));
        }
        return values;
    }

    public String text(String name) {
        return asText(name, member(name));
    }

    public @Nullable String textIfThere(String name) {
        return members.containsKey(name) ? text(name) : null;
    }

    public long number(String name) {
        if (member(name) instanceof Long value) {
            return value;
        }
        throw new IllegalStateException("the member " + name + " is not an integer");
    }

    public @Nullable Long numberIfThere(String name) {
        return members.containsKey(name) ? number(name) : null;
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
        return members.containsKey(name) ? object(name) : null;
    }

    public SortedMap<String, String> textsByName(String name) {
        SortedMap<String, String> values = new TreeMap<>();
        object(name).members.forEach((each, value) -> values.put(each, asText(name, value)));
        return values;
    }

    private Object member(String name) {
        Object value = members.get(name);
        if (value == null) {
            throw new IllegalStateException("the member " + name + " is missing");
        }
        return value;
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
