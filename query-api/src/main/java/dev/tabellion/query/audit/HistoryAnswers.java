package dev.tabellion.query.audit;

import dev.tabellion.api.Problem;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.difference.StateDifference;
import dev.tabellion.projection.audit.AuditIndex;
import dev.tabellion.projection.audit.CollectionHistory;
import dev.tabellion.projection.audit.HistoricDocument;
import dev.tabellion.projection.audit.HistoricState;
import dev.tabellion.query.http.Question;
import dev.tabellion.query.http.Refused;
import dev.tabellion.tuf.Metadata;
import dev.tabellion.tuf.RoleName;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Answers what a collection served at some time, byte for byte, and what changed between two. */
final class HistoryAnswers {
    private static final Set<String> BOUNDS = Set.of("from", "to");

    private final CollectionHistory history;
    private final AuditIndex index;

    HistoryAnswers(CollectionHistory history, AuditIndex index) {
        this.history = history;
        this.index = index;
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
        HistoricState state = found(gun, at);
        response.setContentType("application/json; charset=utf-8");
        try (JsonGenerator json = JsonMapper.shared().createGenerator(response.getOutputStream())) {
            json.writeStartObject();
            json.writeStringProperty("collection", gun.value());
            StateJson.write(json, gun, state);
            json.writeEndObject();
        }
    }

    private void file(Gun gun, Moment at, RoleName role, HttpServletResponse response)
            throws IOException {
        HistoricDocument document =
                found(gun, at).documents().stream()
                        .filter(each -> each.role().equals(role))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new Refused(
                                                Problem.notFound(
                                                        gun + " had no " + role + " then")));
        Bytes file = file(document);
        response.setContentType("application/json");
        response.setHeader("ETag", "\"" + document.digest() + "\"");
        response.setHeader("Tabellion-Leaf", Long.toString(document.leaf()));
        response.setContentLength(file.length());
        response.getOutputStream().write(file.toArray());
    }

    private void difference(Gun gun, Question asked, HttpServletResponse response)
            throws IOException {
        Moment one = moment(asked, "from");
        Moment other = moment(asked, "to");
        HistoricState from = found(gun, one);
        HistoricState to = found(gun, other);
        var changes = StateDifference.between(metadata(from), metadata(to));
        response.setContentType("application/json; charset=utf-8");
        try (JsonGenerator json = JsonMapper.shared().createGenerator(response.getOutputStream())) {
            json.writeStartObject();
            json.writeStringProperty("collection", gun.value());
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

    private HistoricState found(Gun gun, Moment at) {
        @Nullable HistoricState state =
                switch (at) {
                    case Moment.AtTime(var instant) -> history.at(gun, instant);
                    case Moment.AtLeaf(var leaf) -> history.at(gun, known(leaf));
                };
        if (state == null) {
            throw new Refused(Problem.notFound(gun + " had served nothing yet"));
        }
        return state;
    }

    private long known(long leaf) {
        long size = index.size();
        if (leaf >= size) {
            throw new Refused(
                    Problem.notFound("the audit trail reaches to leaf " + (size - 1) + " so far"));
        }
        return leaf;
    }

    private SortedMap<RoleName, Metadata> metadata(HistoricState state) {
        SortedMap<RoleName, Metadata> metadata = new TreeMap<>();
        for (HistoricDocument document : state.documents()) {
            try {
                metadata.put(
                        document.role(),
                        Dialect.NOTARY_V1.read(document.role(), file(document)).metadata());
            } catch (MalformedMetadata e) {
                throw new IllegalStateException(
                        "the stored document " + document.digest() + " does not read", e);
            }
        }
        return metadata;
    }

    /** Evidence that was changed is none: it is not shown. */
    private Bytes file(HistoricDocument document) {
        Bytes file = history.file(document.digest());
        if (file == null || !file.sha256().equals(document.digest())) {
            throw new Refused(
                    new Problem(
                            500,
                            "The record is damaged",
                            "the stored document " + document.digest() + " is gone or changed"));
        }
        return file;
    }
}
