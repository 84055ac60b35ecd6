package dev.tabellion.query.audit;

import dev.tabellion.api.Problem;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
import dev.tabellion.difference.Change;
import dev.tabellion.projection.audit.AuditIndex;
import dev.tabellion.projection.audit.CollectionHistory;
import dev.tabellion.projection.audit.HistoricDocument;
import dev.tabellion.projection.audit.HistoricState;
import dev.tabellion.query.audit.SettledStates.Settled;
import dev.tabellion.query.http.Question;
import dev.tabellion.query.http.Refused;
import dev.tabellion.tuf.RoleName;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Answers what a collection served at some time, byte for byte, and what changed between two. */
final class HistoryAnswers {
    private static final Set<String> BOUNDS = Set.of("from", "to");

    private final SettledStates states;
    private final HistoricFiles files;
    private final Comparison comparison;

    HistoryAnswers(CollectionHistory history, AuditIndex index, InstantSource clock) {
        this.states = new SettledStates(history, index, clock);
        this.files = new HistoricFiles(history);
        this.comparison = new Comparison(files);
    }

    void answer(
            HistoryRoute route, Map<String, List<String>> parameters, HttpServletResponse response)
            throws IOException {
        switch (route) {
            case HistoryRoute.State(Gun gun, Moment at) -> {
                new Question(parameters, Set.of());
                state(gun, at, response);
            }
            case HistoryRoute.File(Gun gun, Moment at, RoleName role) -> {
                new Question(parameters, Set.of());
                file(gun, at, role, response);
            }
            case HistoryRoute.Difference(Gun gun) ->
                    difference(gun, new Question(parameters, BOUNDS), response);
        }
    }

    private void state(Gun gun, Moment at, HttpServletResponse response) throws IOException {
        Settled found = states.at(gun, at);
        response.setContentType("application/json; charset=utf-8");
        try (JsonGenerator json = JsonMapper.shared().createGenerator(response.getOutputStream())) {
            json.writeStartObject();
            json.writeStringProperty("collection", gun.value());
            json.writeNumberProperty("size", found.size());
            StateJson.write(json, gun, found.state());
            json.writeEndObject();
        }
    }

    private void file(Gun gun, Moment at, RoleName role, HttpServletResponse response)
            throws IOException {
        Settled found = states.at(gun, at);
        HistoricDocument document =
                found.state().documents().stream()
                        .filter(each -> each.role().equals(role))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new Refused(
                                                Problem.notFound(
                                                        gun + " had no " + role + " then")));
        Bytes file = files.of(document);
        response.setContentType("application/json");
        response.setHeader("ETag", "\"" + document.digest() + "\"");
        response.setHeader("Tabellion-Leaf", Long.toString(document.leaf()));
        response.setHeader("Tabellion-Trail-Size", Long.toString(found.size()));
        response.setContentLength(file.length());
        response.getOutputStream().write(file.toArray());
    }

    private void difference(Gun gun, Question asked, HttpServletResponse response)
            throws IOException {
        Moment one = moment(asked, "from");
        Moment other = moment(asked, "to");
        Settled before = states.at(gun, one);
        HistoricState from = before.state();
        HistoricState to = states.at(gun, other).state();
        List<Change> changes = comparison.of(from, to);
        response.setContentType("application/json; charset=utf-8");
        try (JsonGenerator json = JsonMapper.shared().createGenerator(response.getOutputStream())) {
            json.writeStartObject();
            json.writeStringProperty("collection", gun.value());
            json.writeNumberProperty("size", before.size());
            json.writeObjectPropertyStart("from");
            StateJson.write(json, gun, from);
            json.writeEndObject();
            json.writeObjectPropertyStart("to");
            StateJson.write(json, gun, to);
            json.writeEndObject();
            json.writeArrayPropertyStart("changes");
            changes.forEach(change -> ChangeJson.write(json, change));
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static Moment moment(Question asked, String name) {
        String said = asked.one(name);
        if (said == null) {
            throw Refused.badRequest("say '" + name + "': a time or a leaf's index");
        }
        return Moment.of(name, said);
    }
}
