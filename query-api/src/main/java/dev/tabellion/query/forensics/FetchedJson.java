package dev.tabellion.query.forensics;

import dev.tabellion.projection.forensics.Fetched;
import dev.tabellion.projection.forensics.FetchedBy;
import tools.jackson.core.JsonGenerator;

/** Who fetched what a key signed, as a member of its report. */
final class FetchedJson {
    private FetchedJson() {}

    static void write(JsonGenerator json, Fetched fetched) {
        json.writeObjectPropertyStart("fetched");
        if (fetched.first() == null) {
            json.writeStringProperty("unknown", FetchedTable.NEVER_COUNTED);
        } else {
            json.writeStringProperty("countedSince", fetched.first().toString());
            KeyJson.instant(json, "countedUntil", fetched.last());
            json.writeBooleanProperty("whole", fetched.isWhole());
            json.writeNumberProperty("uncounted", fetched.uncounted());
            json.writeArrayPropertyStart("by");
            fetched.by().forEach(each -> client(json, each));
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void client(JsonGenerator json, FetchedBy by) {
        json.writeStartObject();
        json.writeStringProperty("collection", by.document().gun().value());
        json.writeStringProperty("role", by.document().role().value());
        json.writeNumberProperty("version", by.document().version().number());
        json.writeStringProperty("digest", by.document().file().hex());
        json.writeStringProperty("client", by.client().hex());
        if (by.who() != null) {
            json.writeStringProperty("subject", by.who().subject());
            json.writeStringProperty("address", by.who().address());
        }
        json.writeNumberProperty("fetches", by.fetches());
        json.writeStringProperty("since", by.since().toString());
        json.writeStringProperty("until", by.until().toString());
        json.writeNumberProperty("leaf", by.leaf());
        json.writeEndObject();
    }
}
