package dev.tabellion.signing;

import dev.tabellion.bytes.Bytes;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A whole message as JSON, before anybody asks what it says: UTF-8, within limits, no member twice,
 * nothing after it.
 */
final class MessageTree {
    /** The largest document that a publish may hold, in base64, and then some. */
    private static final int LONGEST_TEXT = 32 << 20;

    private static final int MOST_TOKENS = 100_000;

    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(8)
                                                    .maxNumberLength(20)
                                                    .maxNameLength(255)
                                                    .maxStringLength(LONGEST_TEXT)
                                                    .maxTokenCount(MOST_TOKENS)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private MessageTree() {}

    static JsonNode of(Bytes message) throws MalformedMessage {
        try {
            return JSON.readTree(
                    new InputStreamReader(
                            message.stream(),
                            StandardCharsets.UTF_8
                                    .newDecoder()
                                    .onMalformedInput(CodingErrorAction.REPORT)
                                    .onUnmappableCharacter(CodingErrorAction.REPORT)));
        } catch (StreamConstraintsException e) {
            throw new MalformedMessage("past a limit: " + e.getOriginalMessage());
        } catch (JacksonException e) {
            throw new MalformedMessage(
                    e.getCause() instanceof CharacterCodingException
                            ? "not UTF-8"
                            : "not JSON, or a member given twice, near character "
                                    + e.getLocation().getCharOffset());
        }
    }
}
