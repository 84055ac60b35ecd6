package dev.tabellion.query.forensics;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.projection.audit.AuditFilter;
import dev.tabellion.projection.audit.AuditIndex;
import dev.tabellion.projection.audit.AuditPage;
import dev.tabellion.projection.audit.Direction;
import dev.tabellion.projection.audit.TermKind;
import dev.tabellion.projection.forensics.Stand;
import dev.tabellion.projection.forensics.Whereabouts;
import dev.tabellion.query.http.Question;
import dev.tabellion.query.http.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Answers where a digest, or a target's name, ever stood. */
final class WhereAnswers {
    private static final int USUAL = 100;
    private static final int MOST = 1_000;
    private static final long LAST_LEAF = 1L << 53;

    private final AuditIndex index;
    private final Whereabouts whereabouts;

    WhereAnswers(AuditIndex index, Whereabouts whereabouts) {
        this.index = index;
        this.whereabouts = whereabouts;
    }

    void answer(Map<String, List<String>> parameters, HttpServletResponse response)
            throws IOException {
        Question asked = new Question(parameters, Set.of("digest", "target", "limit", "after"));
        String digest = asked.one("digest");
        String target = asked.one("target");
        if ((digest == null) == (target == null)) {
            throw Refused.badRequest("say either digest=… or target=…");
        }
        if (digest != null && !digest.matches("[0-9a-f]{64}")) {
            throw Refused.badRequest("a digest has 64 lower-case hex digits");
        }
        int limit = (int) asked.number("limit", 1, MOST, USUAL);
        @Nullable Long after =
                asked.one("after") == null ? null : (Long) asked.number("after", 0, LAST_LEAF, 0);
        AuditFilter filter =
                new AuditFilter(
                        digest != null
                                ? Map.of(TermKind.DIGEST, List.of(digest))
                                : Map.of(TermKind.TARGET, List.of(String.valueOf(target))),
                        null,
                        null,
                        0,
                        LAST_LEAF);
        AuditPage page = index.find(filter, Direction.OLDEST_FIRST, after, limit);
        List<Stand> stands =
                whereabouts.at(digest == null ? null : new Sha256(digest), page.leaves());
        response.setContentType("application/json; charset=utf-8");
        try (JsonGenerator json = JsonMapper.shared().createGenerator(response.getOutputStream())) {
            write(json, page, stands);
        }
    }

    private static void write(JsonGenerator json, AuditPage page, List<Stand> stands) {
        json.writeStartObject();
        json.writeNumberProperty("size", page.size());
        json.writeArrayPropertyStart("stood");
        for (Stand stand : stands) {
            json.writeStartObject();
            json.writeStringProperty("collection", stand.gun().value());
            json.writeStringProperty("role", stand.role().value());
            json.writeNumberProperty("version", stand.version().number());
            json.writeStringProperty("digest", stand.digest().hex());
            json.writeNumberProperty("leaf", stand.leaf());
            KeyJson.instant(json, "since", stand.since());
            KeyJson.instant(json, "until", stand.until());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("leaves");
        page.leaves().forEach(json::writeNumber);
        json.writeEndArray();
        if (page.next() != null) {
            json.writeNumberProperty("next", page.next());
        }
        json.writeEndObject();
    }
}
