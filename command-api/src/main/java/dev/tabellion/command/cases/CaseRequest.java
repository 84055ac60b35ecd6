package dev.tabellion.command.cases;

import dev.tabellion.collection.Words;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON object that was sent. A member that nobody knows is refused: a misspelt one would say
 * nothing.
 */
final class CaseRequest {
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final JsonNode json;

    private CaseRequest(JsonNode json) {
        this.json = json;
    }

    /**
     * @param body of which nothing stands for an empty object
     * @throws IllegalArgumentException if it is none with these members
     */
    static CaseRequest of(byte[] body, Set<String> known) {
        JsonNode json = body.length == 0 ? MAPPER.createObjectNode() : tree(body);
        if (!json.isObject()) {
            throw new IllegalArgumentException("the body is no JSON object");
        }
        json.propertyNames()
                .forEach(
                        name -> {
                            if (!known.contains(name)) {
                                throw new IllegalArgumentException(
                                        "the body has members "
                                                + String.join(
                                                        ", ", known.stream().sorted().toList())
                                                + " and no others");
                            }
                        });
        return new CaseRequest(json);
    }

    private static JsonNode tree(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the body is no JSON", e);
        }
    }

    @Nullable String text(String name) {
        JsonNode value = json.get(name);
        if (value == null) {
            return null;
        }
        if (!value.isString()) {
            throw new IllegalArgumentException(name + " is a text");
        }
        return value.stringValue();
    }

    String needed(String name) {
        String text = text(name);
        if (text == null) {
            throw new IllegalArgumentException("'" + name + "' is missing");
        }
        return text;
    }

    List<String> texts(String name) {
        JsonNode value = json.get(name);
        List<String> texts = new ArrayList<>();
        if (value != null) {
            if (!value.isArray()) {
                throw new IllegalArgumentException(name + " is a list of texts");
            }
            for (JsonNode each : value) {
                if (!each.isString()) {
                    throw new IllegalArgumentException(name + " is a list of texts");
                }
                texts.add(each.stringValue());
            }
        }
        return texts;
    }

    @Nullable Integer number(String name) {
        JsonNode value = json.get(name);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw new IllegalArgumentException(name + " is a whole number");
        }
        return value.intValue();
    }

    @Nullable Instant instant(String name) {
        String text = text(name);
        try {
            return text == null ? null : recordable(name, OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    name + " is a time such as 2026-11-22T14:05:00Z (RFC 3339), with its zone", e);
        }
    }

    private static Instant recordable(String name, Instant instant) {
        if (instant.isBefore(Instant.EPOCH) || instant.isAfter(LATEST)) {
            throw new IllegalArgumentException(
                    name + " is not a time that this record could hold: of 1970 to 9999, in UTC");
        }
        return instant;
    }

    Words words() {
        Words words = wordsIfThere();
        if (words == null) {
            throw new IllegalArgumentException("'words' are missing");
        }
        return words;
    }

    @Nullable Words wordsIfThere() {
        String text = text("words");
        Words words = text == null ? null : new Words(text);
        if (words != null && words.seemToTellASecret()) {
            throw new IllegalArgumentException(
                    "a key or a token seems to be among the words, which stay for ever");
        }
        return words;
    }
}
