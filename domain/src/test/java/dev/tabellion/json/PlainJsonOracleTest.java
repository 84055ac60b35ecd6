package dev.tabellion.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Held against Jackson, which has read JSON for longer, and whose mistakes are not ours. */
class PlainJsonOracleTest {
    private static final JsonMapper JACKSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final int ROUNDS = 20_000;
    private static final String SIGNS =
            "{}[]\",:\\/bfnrtuaeE+-.0123456789 truefalsenull\t\n\u0001\u007f";
    private static final String CHARACTERS =
            "ab?\"\\/\b\f\n\r\t\u0000\u001f \u007f\u0080\u00e4\u07ff\u0800\u2028\uffff\ud83d\ude00";

    private final Random random = new Random(8259);

    @Test
    void what_is_written_is_what_jackson_reads_whatever_the_texts_hold() {
        for (int round = 0; round < ROUNDS; round++) {
            String name = text();
            String value = text();
            Bytes json =
                    new PlainJson().text(name, value).texts("~" + name, List.of(value)).bytes();
            JsonNode read = JACKSON.readTree(json.toArray());
            assertThat(read.get(sayable(name)).stringValue()).isEqualTo(sayable(value));
            assertThat(PlainJsonReader.of(json).text(sayable(name))).isEqualTo(sayable(value));
            assertThat(PlainJsonReader.of(json).texts("~" + sayable(name), text -> text))
                    .containsExactly(sayable(value));
        }
    }

    @Test
    void what_is_accepted_is_what_jackson_accepts_and_says_the_same() {
        int accepted = 0;
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String json = mutated(object(0));
            Object theirs = byJackson(json);
            Object ours = byUs(json);
            assertThat(ours).as(json).isEqualTo(theirs);
            accepted += ours == null ? 0 : 1;
            refused += ours == null ? 1 : 0;
        }
        assertThat(accepted).isGreaterThan(ROUNDS / 10);
        assertThat(refused).isGreaterThan(ROUNDS / 10);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        boolean plain = random.nextBoolean();
        for (int left = random.nextInt(24); left > 0; left--) {
            text.append(plain ? 'x' : CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return text.toString();
    }

    /** As UTF-8 can say it. */
    private static String sayable(String text) {
        StringBuilder said = new StringBuilder();
        text.codePoints()
                .forEach(c -> said.appendCodePoint(c >= 0xd800 && c <= 0xdfff ? 0xfffd : c));
        return said.toString();
    }

    private String object(int depth) {
        StringBuilder json = new StringBuilder("{");
        for (int left = random.nextInt(4); left > 0; left--) {
            json.append(json.length() == 1 ? "" : ",");
            json.append('"').append((char) ('a' + random.nextInt(3))).append("\":");
            json.append(value(depth));
        }
        return json.append('}').toString();
    }

    private String value(int depth) {
        return switch (random.nextInt(depth > 3 ? 5 : 7)) {
            case 0 -> Long.toString(random.nextLong() >> random.nextInt(64));
            case 1 ->
                    new PlainJson().text("", text()).toString().replaceAll("(?s)^.{4}(.*).$", "$1");
            case 2 -> List.of("true", "false", "null").get(random.nextInt(3));
            case 3 -> "1.5e" + random.nextInt(9);
            case 4 -> " \"\\u00" + random.nextInt(10, 99) + "\\n\" ";
            case 5 -> object(depth + 1);
            default -> "[" + value(depth + 1) + "," + value(depth + 1) + "]";
        };
    }

    /** In ASCII alone: Jackson guesses other encodings, and takes UTF-8 that is none. */
    private String mutated(String json) {
        StringBuilder changed = new StringBuilder(json);
        for (int left = random.nextInt(3); left > 0; left--) {
            int at = random.nextInt(changed.length());
            char sign = SIGNS.charAt(random.nextInt(SIGNS.length()));
            switch (random.nextInt(3)) {
                case 0 -> changed.setCharAt(at, sign);
                case 1 -> changed.insert(at, sign);
                default -> changed.deleteCharAt(at);
            }
        }
        return changed.toString();
    }

    private static @Nullable Object byJackson(String json) {
        try {
            JsonNode node = JACKSON.readTree(json.getBytes(StandardCharsets.UTF_8));
            return node.isObject() ? told(node) : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    private static Object told(JsonNode node) {
        if (node.isObject()) {
            var members = new TreeMap<String, Object>();
            node.properties()
                    .forEach(member -> members.put(member.getKey(), told(member.getValue())));
            return members;
        }
        if (node.isArray()) {
            List<Object> values = new ArrayList<>();
            node.forEach(value -> values.add(told(value)));
            return values;
        }
        if (node.isString()) {
            return node.stringValue();
        }
        return node.canConvertToLong() && node.isIntegralNumber() ? node.longValue() : "other";
    }

    private static @Nullable Object byUs(String json) {
        try {
            return told(PlainJsonParser.members(Bytes.utf8(json)));
        } catch (IllegalStateException e) {
            return null;
        }
    }

    private static Object told(Object value) {
        return switch (value) {
            case Object[] members -> {
                var told = new TreeMap<String, Object>();
                for (int each = 0; each < members.length; each += 2) {
                    told.put((String) members[each], told(members[each + 1]));
                }
                yield told;
            }
            case List<?> values -> values.stream().map(PlainJsonOracleTest::told).toList();
            case PlainJsonReader object -> told(object.members());
            case String text -> text;
            case Long number -> number;
            default -> "other";
        };
    }
}
