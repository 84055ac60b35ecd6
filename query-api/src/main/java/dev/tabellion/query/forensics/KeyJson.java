package dev.tabellion.query.forensics;

import dev.tabellion.forensics.Trust;
import dev.tabellion.projection.forensics.Bearer;
import dev.tabellion.projection.forensics.KeyBirth;
import dev.tabellion.projection.forensics.KeyEvent;
import dev.tabellion.projection.forensics.KeyLoss;
import dev.tabellion.projection.forensics.KeyReport;
import dev.tabellion.projection.forensics.KeyWork;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** A key's report as a JSON object. */
final class KeyJson {
    private KeyJson() {}

    static void write(JsonGenerator json, KeyReport report) {
        json.writeStartObject();
        json.writeStringProperty("key", report.key().value());
        json.writeBooleanProperty("managed", report.birth() != null);
        birth(json, report.birth());
        json.writeArrayPropertyStart("life");
        report.life().forEach(event -> event(json, event));
        json.writeEndArray();
        json.writeArrayPropertyStart("missed");
        report.losses().forEach(loss -> loss(json, loss));
        json.writeEndArray();
        work(json, report.work());
        trusts(json, report.trusts());
        json.writeArrayPropertyStart("served");
        report.bearers().forEach(bearer -> bearer(json, bearer));
        json.writeEndArray();
        json.writeEndObject();
    }

    static void birth(JsonGenerator json, @Nullable KeyBirth birth) {
        if (birth == null) {
            return;
        }
        json.writeObjectPropertyStart("born");
        json.writeStringProperty("at", birth.at().toString());
        json.writeNumberProperty("journalEntry", birth.entry());
        json.writeStringProperty("how", birth.imported() ? "imported" : "made");
        json.writeStringProperty("collection", birth.place().gun().value());
        json.writeNumberProperty("life", birth.place().life());
        json.writeStringProperty("role", birth.place().role().value());
        if (birth.by() != null) {
            json.writeStringProperty("by", birth.by());
        }
        json.writeEndObject();
    }

    private static void event(JsonGenerator json, KeyEvent event) {
        json.writeStartObject();
        json.writeNumberProperty("leaf", event.leaf());
        json.writeStringProperty("at", event.at().toString());
        json.writeStringProperty("what", event.what());
        json.writeStringProperty("collection", event.place().gun().value());
        json.writeNumberProperty("life", event.place().life());
        json.writeStringProperty("role", event.place().role().value());
        json.writeEndObject();
    }

    private static void loss(JsonGenerator json, KeyLoss loss) {
        json.writeStartObject();
        json.writeStringProperty("at", loss.at().toString());
        json.writeNumberProperty("journalEntry", loss.entry());
        json.writeStringProperty("from", loss.from());
        json.writeEndObject();
    }

    private static void work(JsonGenerator json, KeyWork work) {
        json.writeObjectPropertyStart("signatures");
        json.writeNumberProperty("count", work.count());
        instant(json, "first", work.first());
        instant(json, "last", work.last());
        json.writeNumberProperty("unpublished", work.unpublished());
        json.writeObjectPropertyStart("byOrderOf");
        work.byOrderOf().forEach(json::writeNumberProperty);
        json.writeEndObject();
        json.writeEndObject();
    }

    static void trusts(JsonGenerator json, List<Trust> trusts) {
        json.writeArrayPropertyStart("trusted");
        for (Trust trust : trusts) {
            json.writeStartObject();
            json.writeStringProperty("collection", trust.gun().value());
            json.writeStringProperty("delegator", trust.delegator().value());
            json.writeStringProperty("role", trust.role().value());
            json.writeNumberProperty("threshold", trust.threshold());
            json.writeNumberProperty("sinceLeaf", trust.sinceLeaf());
            instant(json, "since", trust.since());
            instant(json, "until", trust.until());
            json.writeBooleanProperty("inForce", trust.isInForce());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void bearer(JsonGenerator json, Bearer bearer) {
        json.writeStartObject();
        json.writeStringProperty("collection", bearer.gun().value());
        json.writeStringProperty("role", bearer.role().value());
        json.writeNumberProperty("version", bearer.version().number());
        json.writeStringProperty("digest", bearer.digest().hex());
        instant(json, "expires", bearer.expires());
        json.writeEndObject();
    }

    static void instant(JsonGenerator json, String name, @Nullable Instant at) {
        if (at != null) {
            json.writeStringProperty(name, at.toString());
        }
    }
}
