package dev.tabellion.query.audit;

import dev.tabellion.collection.Gun;
import dev.tabellion.notary.RequestPath;
import dev.tabellion.projection.audit.HistoricDocument;
import dev.tabellion.projection.audit.HistoricState;
import tools.jackson.core.JsonGenerator;

/** A state's members, with a link to the bytes of each document. */
final class StateJson {
    private StateJson() {}

    static void write(JsonGenerator json, Gun gun, HistoricState state) {
        json.writeNumberProperty("leaf", state.leaf());
        json.writeStringProperty("since", state.at().toString());
        json.writeArrayPropertyStart("documents");
        for (HistoricDocument document : state.documents()) {
            json.writeStartObject();
            json.writeStringProperty("role", document.role().value());
            json.writeNumberProperty("version", document.version().number());
            json.writeStringProperty("digest", document.digest().hex());
            json.writeNumberProperty("length", document.length());
            json.writeStringProperty("expires", document.expires().toString());
            json.writeNumberProperty("leaf", document.leaf());
            json.writeStringProperty("since", document.since().toString());
            json.writeStringProperty("file", path(gun, state, document));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** By the state's leaf: that names the same bytes for ever. */
    private static String path(Gun gun, HistoricState state, HistoricDocument document) {
        String path = HistoryRoute.PREFIX + gun + "/at/" + state.leaf() + "/" + document.role();
        return new RequestPath(path).escaped() + ".json";
    }
}
