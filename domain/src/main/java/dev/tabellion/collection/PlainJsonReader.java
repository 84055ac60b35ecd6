package dev.tabellion.collection;

import dev.tabellion.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads back what {@link PlainJson} wrote. Never guesses: a member that is missing or of another
 * kind means stored bytes that this program did not write.
 */
public final class PlainJsonReader {
    /** A tree of so many takes a third of a gigabyte at most; nothing that we wrote has as many. */
    private static final long MOST_TOKENS = 4_000_000;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxTokenCount(MOST_TOKENS)
                                                    .build())
                                    .build())
                    .build();

    private final JsonNode node;

    private PlainJsonReader(JsonNode node) {
        this.node = node;
    }

    public static PlainJsonReader of(Bytes json) {
        JsonNode node;
        try {
            node = MAPPER.readTree(json.toArray());
        } catch (JacksonException e) {
            throw new IllegalStateException("stored bytes are not JSON", e);
        }
        if (!node.isObject()) {
            throw new IllegalStateException("stored bytes are no JSON object");
        }
        return new PlainJsonReader(node);
    }

    public String text(String name) {
        return asText(name, member(name));
    }

    public @Nullable String textIfThere(String name) {
        return node.has(name) ? text(name) : null;
    }

    public long number(String name) {
        JsonNode value = member(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalStateException("the member " + name + " is not an integer");
        }
        return value.longValue();
    }

    public @Nullable Long numberIfThere(String name) {
        return node.has(name) ? number(name) : null;
    }

    public int smallNumber(String name) {
        return Math.toIntExact(number(name));
    }

    public <T> List<T> texts(String name, Function<String, T> of) {
        List<T> values = new ArrayList<>();
        for (JsonNode value : array(name)) {
            values.add(of.apply(asText(name, value)));
        }
        return values;
    }

    public <T> List<T> objects(String name, Function<PlainJsonReader, T> of) {
        List<T> values = new ArrayList<>();
        for (JsonNode value : array(name)) {
            values.add(of.apply(new PlainJsonReader(value)));
        }
        return values;
    }

    public PlainJsonReader object(String name) {
        return new PlainJsonReader(member(name));
    }

    public @Nullable PlainJsonReader objectIfThere(String name) {
        return node.has(name) ? object(name) : null;
    }

    public SortedMap<String, String> textsByName(String name) {
        SortedMap<String, String> values = new TreeMap<>();
        member(name)
                .properties()
                .forEach(entry -> values.put(entry.getKey(), asText(name, entry.getValue())));
        return values;
    }

    private JsonNode member(String name) {
        JsonNode value = node.get(name);
        if (value == null) {
            throw new IllegalStateException("the member " + name + " is missing");
        }
        return value;
    }

    private JsonNode array(String name) {
        JsonNode value = member(name);
        if (!value.isArray()) {
            throw new IllegalStateException("the member " + name + " is not an array");
        }
        return value;
    }

    private static String asText(String name, JsonNode value) {
        if (!value.isString()) {
            throw new IllegalStateException("the member " + name + " is not a string");
        }
        return value.stringValue();
    }
}
