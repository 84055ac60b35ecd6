package dev.tabellion.signing;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * One JSON object of a message, written member by member into bytes: its documents may have
 * megabytes. Nothing is hashed or signed in this form, so it need not be canonical.
 */
final class MessageWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator out;

    private MessageWriter(JsonGenerator out) {
        this.out = out;
    }

    static Bytes write(Consumer<MessageWriter> members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out =
                JSON.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
            new MessageWriter(out).object(members);
        }
        return Bytes.of(bytes.toByteArray());
    }

    MessageWriter text(String name, Object value) {
        out.writeStringProperty(name, value.toString());
        return this;
    }

    MessageWriter digest(String name, Sha256 value) {
        return text(name, value.hex());
    }

    MessageWriter number(String name, long value) {
        out.writeNumberProperty(name, value);
        return this;
    }

    MessageWriter bytes(String name, Bytes value) {
        out.writeStringProperty(name, value.base64());
        return this;
    }

    MessageWriter texts(String name, List<?> values) {
        out.writeArrayPropertyStart(name);
        values.forEach(value -> out.writeString(value.toString()));
        out.writeEndArray();
        return this;
    }

    MessageWriter facts(String name, SortedMap<String, String> facts) {
        return object(name, each -> facts.forEach(each::text));
    }

    MessageWriter object(String name, Consumer<MessageWriter> members) {
        out.writeName(name);
        object(members);
        return this;
    }

    <T> MessageWriter objects(String name, List<T> values, BiConsumer<MessageWriter, T> shape) {
        out.writeArrayPropertyStart(name);
        values.forEach(value -> object(each -> shape.accept(each, value)));
        out.writeEndArray();
        return this;
    }

    private void object(Consumer<MessageWriter> members) {
        out.writeStartObject();
        members.accept(this);
        out.writeEndObject();
    }
}
