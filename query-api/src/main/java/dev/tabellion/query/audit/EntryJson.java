package dev.tabellion.query.audit;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Publisher;
import dev.tabellion.projection.audit.AuditEntry;
import dev.tabellion.tlog.LoggedProof;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** An entry as a JSON object. The event in it is null where nothing vouches for the payload. */
final class EntryJson {
    private EntryJson() {}

    /**
     * @param withPeople whether who asks may see people: then one who is not there was forgotten
     */
    static void write(
            JsonGenerator json,
            AuditEntry entry,
            boolean withPeople,
            boolean withProof,
            @Nullable LoggedProof proof) {
        json.writeStartObject();
        json.writeNumberProperty("index", entry.index());
        json.writeStringProperty("time", entry.at().toString());
        if (entry.kind().equals("collection")) {
            json.writeStringProperty("collection", entry.stream());
        }
        json.writeNumberProperty("sequence", entry.sequence());
        json.writeStringProperty("type", entry.type());
        json.writeName("event");
        json.writePOJO(EventTree.of(entry));
        json.writeStringProperty("id", entry.id().toString());
        text(json, "request", entry.request());
        text(json, "cause", entry.cause());
        actor(json, entry.actor(), entry.publisher(), withPeople && !isActorEdited(entry));
        clients(json, entry.clients());
        unreadable(json, entry.unreadable());
        if (withProof) {
            text(json, "proof", proof == null ? null : proof.bytes().utf8());
        } else {
            json.writeStringProperty("proofAt", "/api/audit/" + entry.index() + "/proof");
        }
        json.writeEndObject();
    }

    private static boolean isActorEdited(AuditEntry entry) {
        return entry.unreadable().contains("actor");
    }

    private static void unreadable(JsonGenerator json, List<String> parts) {
        if (!parts.isEmpty()) {
            json.writeArrayPropertyStart("unreadable");
            parts.forEach(json::writeString);
            json.writeEndArray();
        }
    }

    private static void actor(
            JsonGenerator json,
            @Nullable Sha256 actor,
            @Nullable Publisher publisher,
            boolean withPeople) {
        if (actor == null) {
            return;
        }
        json.writeObjectPropertyStart("actor");
        json.writeStringProperty("commitment", actor.hex());
        if (publisher != null) {
            person(json, publisher);
        } else if (withPeople) {
            json.writeBooleanProperty("forgotten", true);
        }
        json.writeEndObject();
    }

    private static void clients(JsonGenerator json, Map<Sha256, Publisher> clients) {
        if (clients.isEmpty()) {
            return;
        }
        json.writeArrayPropertyStart("clients");
        new TreeMap<>(clients)
                .forEach(
                        (commitment, client) -> {
                            json.writeStartObject();
                            json.writeStringProperty("commitment", commitment.hex());
                            person(json, client);
                            json.writeEndObject();
                        });
        json.writeEndArray();
    }

    private static void person(JsonGenerator json, Publisher person) {
        json.writeStringProperty("subject", person.subject());
        json.writeStringProperty("method", person.method());
        json.writeStringProperty("address", person.address());
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) {
        if (value != null) {
            json.writeStringProperty(name, value);
        }
    }
}
