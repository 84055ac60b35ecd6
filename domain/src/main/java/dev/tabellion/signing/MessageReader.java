package dev.tabellion.signing;

import dev.tabellion.bytes.Bytes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One JSON object of a message, read member by member. Lets nothing pass that was not asked for: no
 * member twice, none unknown, nothing of another type, nothing after the message. How long a
 * message may be is the caller's to limit.
 */
final class MessageReader {
    private static final int MOST_FACTS = 64;

    private final String place;
    private final JsonNode object;
    private final Set<String> read = new HashSet<>();

    private MessageReader(String place, JsonNode object) {
        this.place = place;
        this.object = object;
    }

    /** How one kind of object is read. */
    @FunctionalInterface
    interface Shape<T extends @Nullable Object> {
        T read(MessageReader object) throws MalformedMessage;
    }

    static <T extends @Nullable Object> T read(Bytes message, Shape<T> shape)
            throws MalformedMessage {
        return read("", MessageTree.of(message), shape);
    }

    private static <T extends @Nullable Object> T read(String place, JsonNode node, Shape<T> shape)
            throws MalformedMessage {
        if (!node.isObject()) {
            throw new MalformedMessage(named(place) + ": must be an object");
        }
        MessageReader reader = new MessageReader(place, node);
        T value = shape.read(reader);
        for (String name : node.propertyNames()) {
            if (!reader.read.contains(name)) {
                throw new MalformedMessage(reader.at(name) + ": is not known");
            }
        }
        return value;
    }

    boolean has(String name) {
        return object.has(name);
    }

    /**
     * @param of refuses a text by {@link IllegalArgumentException}, whose words may repeat it and
     *     therefore go no further
     */
    <T> T text(String name, Function<String, T> of) throws MalformedMessage {
        return text(at(name), member(name), of);
    }

    <T> @Nullable T textIfThere(String name, Function<String, T> of) throws MalformedMessage {
        return has(name) ? text(name, of) : null;
    }

    Bytes bytes(String name) throws MalformedMessage {
        return decoded(at(name), string(at(name), member(name)), Bytes::base64);
    }

    long number(String name, long least, long most) throws MalformedMessage {
        JsonNode value = member(name);
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < least
                || value.longValue() > most) {
            throw new MalformedMessage(
                    "%s: must be a whole number from %d to %d".formatted(at(name), least, most));
        }
        return value.longValue();
    }

    <T> List<T> texts(String name, int most, Function<String, T> of) throws MalformedMessage {
        List<T> values = new ArrayList<>();
        for (JsonNode item : items(name, most)) {
            values.add(text(item(name, values.size()), item, of));
        }
        return values;
    }

    <T> T object(String name, Shape<T> shape) throws MalformedMessage {
        return read(at(name), member(name), shape);
    }

    <T> List<T> objects(String name, int most, Shape<T> shape) throws MalformedMessage {
        List<T> values = new ArrayList<>();
        for (JsonNode item : items(name, most)) {
            values.add(read(item(name, values.size()), item, shape));
        }
        return values;
    }

    /** An object whose names are data: a refusal's numbers. */
    SortedMap<String, String> facts(String name) throws MalformedMessage {
        JsonNode value = member(name);
        if (!value.isObject() || value.size() > MOST_FACTS) {
            throw new MalformedMessage(
                    "%s: must be an object of %d members at most".formatted(at(name), MOST_FACTS));
        }
        SortedMap<String, String> facts = new TreeMap<>();
        for (Map.Entry<String, JsonNode> fact : value.properties()) {
            facts.put(fact.getKey(), text(at(name), fact.getValue(), Function.identity()));
        }
        return facts;
    }

    private JsonNode member(String name) throws MalformedMessage {
        read.add(name);
        JsonNode value = object.get(name);
        if (value == null) {
            throw new MalformedMessage(at(name) + ": is missing");
        }
        return value;
    }

    private JsonNode items(String name, int most) throws MalformedMessage {
        JsonNode value = member(name);
        if (!value.isArray() || value.size() > most) {
            throw new MalformedMessage(
                    "%s: must be an array of %d items at most".formatted(at(name), most));
        }
        return value;
    }

    private String at(String name) {
        return place.isEmpty() ? name : place + "." + name;
    }

    private String item(String name, int index) {
        return at(name) + "[" + index + "]";
    }

    private static String named(String place) {
        return place.isEmpty() ? "the message" : place;
    }

    private static <T> T text(String place, JsonNode value, Function<String, T> of)
            throws MalformedMessage {
        String text = string(place, value);
        if (text.codePoints().anyMatch(MessageReader::isSurrogate)) {
            throw new MalformedMessage(place + ": holds half a pair, which no UTF-8 can say");
        }
        return decoded(place, text, of);
    }

    private static String string(String place, JsonNode value) throws MalformedMessage {
        if (!value.isString()) {
            throw new MalformedMessage(place + ": must be a string");
        }
        return value.stringValue();
    }

    private static <T> T decoded(String place, String text, Function<String, T> of)
            throws MalformedMessage {
        try {
            return of.apply(text);
        } catch (IllegalArgumentException _) {
            throw new MalformedMessage(place + ": is not what it should be");
        }
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
