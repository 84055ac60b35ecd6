package dev.tabellion.query.notary;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.projection.current.Change;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** The changefeed in Notary's JSON: ids are strings, an empty feed is {@code []}. */
final class ChangefeedJson {
    private ChangefeedJson() {}

    static Bytes of(List<Change> changes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonMapper.shared().createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberProperty("count", changes.size());
            json.writeArrayPropertyStart("records");
            for (Change change : changes) {
                write(change, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return Bytes.of(bytes.toByteArray());
    }

    private static void write(Change change, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("ID", Long.toString(change.id()));
        json.writeStringProperty("CreatedAt", instant(change.at()));
        json.writeStringProperty("GUN", change.gun().value());
        json.writeNumberProperty("Version", change.version());
        json.writeStringProperty("SHA256", hex(change.timestamp()));
        json.writeStringProperty("Category", change.timestamp() == null ? "deletion" : "update");
        json.writeEndObject();
    }

    private static String hex(@Nullable Sha256 digest) {
        return digest == null ? "" : digest.hex();
    }

    /** RFC 3339 as Go writes it: no trailing zeros in the fraction of a second. */
    private static String instant(Instant at) {
        String text = at.toString();
        return text.indexOf('.') < 0 ? text : text.replaceFirst("0*Z$", "Z");
    }
}
