package dev.tabellion.query.audit;

import dev.tabellion.api.Problem;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.difference.Change;
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
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Answers what a collection served at some time, byte for byte, and what changed between two. */
final class HistoryAnswers {
    private static final Set<String> BOUNDS = Set.of("from", "to");
    private static final long MOST_COMPARED = 64L << 20;
    private static final int MOST_COMPARISONS = 2;

    private final CollectionHistory history;
    private final AuditIndex index;
    private final InstantSource clock;
    private final Semaphore comparisons = new Semaphore(MOST_COMPARISONS);

    HistoryAnswers(CollectionHistory history, AuditIndex index, InstantSource clock) {
        this.history = history;
        this.index = index;
        this.clock = clock;
    }

    /**
     * A state that no event can change any more.
     *
     * @param size how many leaves the trail had when it was looked for
     */
    private record Known(HistoricState state, long size) {}

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
        Known known = found(gun, at);
        response.setContentType("application/json; charset=utf-8");
        try (JsonGenerator json = JsonMapper.shared().createGenerator(response.getOutputStream())) {
            json.writeStartObject();
            json.writeStringProperty("collection", gun.value());
            json.writeNumberProperty("size", known.size());
            StateJson.write(json, gun, known.state());
            json.writeEndObject();
        }
    }

    private void file(Gun gun, Moment at, RoleName role, HttpServletResponse response)
            throws IOException {
        Known known = found(gun, at);
        HistoricDocument document =
                known.state().documents().stream()
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
        response.setHeader("Tabellion-Trail-Size", Long.toString(known.size()));
        response.setContentLength(file.length());
        response.getOutputStream().write(file.toArray());
    }

    private void difference(Gun gun, Question asked, HttpServletResponse response)
            throws IOException {
        Moment one = moment(asked, "from");
        Moment other = moment(asked, "to");
        Known before = found(gun, one);
        HistoricState from = before.state();
        HistoricState to = found(gun, other).state();
        List<Change> changes = compared(from, to);
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

    /** All documents of both are in memory meanwhile, so neither they nor comparisons are many. */
    private List<Change> compared(HistoricState from, HistoricState to) {
        long length =
                Stream.of(from, to)
                        .flatMap(state -> state.documents().stream())
                        .mapToLong(HistoricDocument::length)
                        .sum();
        if (length > MOST_COMPARED) {
            throw new Refused(
                    new Problem(
                            422,
                            "This is too long to be compared here",
                            "the documents of both times are "
                                    + length
                                    + " bytes long, and at most "
                                    + MOST_COMPARED
                                    + " are compared; each of them can be had"));
        }
        if (!comparisons.tryAcquire()) {
            throw new Refused(Problem.unavailable("others are compared; ask again in a second"));
        }
        try {
            return StateDifference.between(metadata(from), metadata(to));
        } finally {
            comparisons.release();
        }
    }

    private static Moment moment(Question asked, String name) {
        String said = asked.one(name);
        if (said == null) {
            throw Refused.badRequest("say '" + name + "': a time or a leaf's index");
        }
        return Moment.of(name, said);
    }

    private Known found(Gun gun, Moment at) {
        long size = index.size(); // before the state, which may tell of more than that and no less
        @Nullable HistoricState state =
                switch (at) {
                    case Moment.AtTime(var instant) -> {
                        requireKnown(gun, instant, size);
                        yield history.at(gun, instant);
                    }
                    case Moment.AtLeaf(var leaf) -> {
                        requireKnown(leaf, size);
                        yield history.at(gun, leaf);
                    }
                };
        if (state == null) {
            throw new Refused(Problem.notFound(gun + " had served nothing yet"));
        }
        return new Known(state, size);
    }

    /** What happened by then and is not in the trail may have changed what was served. */
    private void requireKnown(Gun gun, Instant instant, long size) {
        Instant now = clock.instant();
        if (instant.isAfter(now)) {
            throw new Refused(Problem.notYet(instant + " is still to come: here it is " + now));
        }
        Instant waiting = history.waiting(gun, size);
        if (waiting != null && !waiting.isAfter(instant)) {
            throw new Refused(
                    Problem.unavailable(
                            reach(size)
                                    + ": what happened to "
                                    + gun
                                    + " from "
                                    + waiting
                                    + " on is not in it yet"));
        }
    }

    private void requireKnown(long leaf, long size) {
        if (leaf >= size) {
            throw new Refused(
                    leaf < history.logged()
                            ? Problem.unavailable(reach(size))
                            : Problem.notFound(reach(size)));
        }
    }

    private static String reach(long size) {
        return size == 0
                ? "the audit trail has no leaf so far"
                : "the audit trail reaches to leaf " + (size - 1) + " so far";
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
