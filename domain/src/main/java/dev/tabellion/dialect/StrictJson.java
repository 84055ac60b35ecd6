package dev.tabellion.dialect;

import dev.tabellion.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads one JSON document that every reader understands alike: refuses what parsers disagree about
 * (names given twice, fractions, numbers past 2^53, broken UTF-8, lone surrogates, anything after
 * the document) and what costs more than it says. The file's size is the caller's to limit.
 */
final class StrictJson {
    private static final long LARGEST = 1L << 53;
    private static final int DEEPEST = 64;

    /** What bytes that are no UTF-8 are read as, and what may be written, too. */
    private static final char REPLACEMENT = '\uFFFD';

    /** 200,000 targets of one digest take ten tokens each. */
    private static final long MOST_TOKENS = 2_500_000;

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    // names are publishers' data: no table of them outlives the document
                    .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEEPEST)
                                    .maxNumberLength(20)
                                    .maxNameLength(64 * 1024)
                                    .maxStringLength(1024 * 1024)
                                    .maxTokenCount(MOST_TOKENS)
                                    .build())
                    .build();

    private final JsonParser parser;

    /** Whether a character may be spelled that UTF-8 cannot hold. */
    private final boolean escapes;

    private StrictJson(JsonParser parser, boolean escapes) {
        this.parser = parser;
        this.escapes = escapes;
    }

    static Json read(Bytes document) throws MalformedMetadata {
        String text = text(document);
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            StrictJson reading = new StrictJson(parser, text.indexOf('\\') >= 0);
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw MalformedMetadata.unreadable("an empty document");
            }
            Json value = reading.value(first);
            reading.end();
            return value;
        } catch (StreamConstraintsException e) {
            throw new MalformedMetadata("past a limit: " + e.getOriginalMessage());
        } catch (JacksonException e) {
            throw MalformedMetadata.unreadable("not JSON: " + e.getOriginalMessage());
        }
    }

    private static String text(Bytes document) throws MalformedMetadata {
        String text = document.utf8();
        if (text.indexOf(REPLACEMENT) >= 0 && !document.equals(Bytes.utf8(text))) {
            throw new MalformedMetadata("not UTF-8");
        }
        return text;
    }

    /** As deep as {@link #DEEPEST}, so recursion is safe. */
    private Json value(JsonToken token) throws MalformedMetadata {
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> new Json.Str(wellFormed(parser.getString()));
            case VALUE_NUMBER_INT -> integer();
            case VALUE_TRUE -> new Json.Bool(true);
            case VALUE_FALSE -> new Json.Bool(false);
            case VALUE_NULL -> Json.NULL;
            case VALUE_NUMBER_FLOAT ->
                    throw new MalformedMetadata(
                            "a number with a fraction or an exponent: only whole numbers are signed alike by all");
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                    throw MalformedMetadata.unreadable("not JSON: unexpected " + token);
        };
    }

    private Json object() throws MalformedMetadata {
        TreeMap<String, Json> members = new TreeMap<>(Json.BY_UTF8);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = wellFormed(parser.currentName());
            if (members.put(name, value(parser.nextToken())) != null) {
                throw new MalformedMetadata("the member " + Place.shown(name) + " is given twice");
            }
        }
        return new Json.Obj(members);
    }

    private Json array() throws MalformedMetadata {
        List<Json> items = new ArrayList<>(2);
        for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
            items.add(value(t));
        }
        return new Json.Arr(items);
    }

    private Json integer() throws MalformedMetadata {
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                || Math.abs(parser.getLongValue()) > LARGEST) {
            throw new MalformedMetadata("a number past 2^53, where readers begin to round");
        }
        return new Json.Int(parser.getLongValue());
    }

    private void end() throws MalformedMetadata {
        try {
            if (parser.nextToken() != null) {
                throw new MalformedMetadata("something follows the document");
            }
        } catch (StreamConstraintsException e) {
            throw e;
        } catch (JacksonException e) {
            throw new MalformedMetadata("something follows the document");
        }
    }

    private String wellFormed(String text) throws MalformedMetadata {
        for (int i = 0; escapes && i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (i + 1 == text.length()
                        || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                    throw new MalformedMetadata("half a surrogate pair, which no UTF-8 can hold");
                }
                i++;
            }
        }
        return text;
    }
}
