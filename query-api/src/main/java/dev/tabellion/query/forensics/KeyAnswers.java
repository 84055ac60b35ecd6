package dev.tabellion.query.forensics;

import dev.tabellion.api.Problem;
import dev.tabellion.projection.forensics.CompromiseReport;
import dev.tabellion.projection.forensics.KeyReport;
import dev.tabellion.projection.forensics.KeyReports;
import dev.tabellion.projection.forensics.RecoveryPlan;
import dev.tabellion.projection.forensics.RecoveryPlans;
import dev.tabellion.query.http.Question;
import dev.tabellion.query.http.Refused;
import dev.tabellion.tuf.KeyId;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Answers what is asked of one key: its report, what its loss amounts to, how far recovery is. */
final class KeyAnswers {
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    private static final List<String> FORMATS = List.of("json", "markdown", "html");

    private final KeyReports reports;
    private final RecoveryPlans plans;

    KeyAnswers(KeyReports reports, RecoveryPlans plans) {
        this.reports = reports;
        this.plans = plans;
    }

    void report(String key, Map<String, List<String>> parameters, HttpServletResponse response)
            throws IOException {
        new Question(parameters, Set.of());
        KeyReport report = reports.report(key(key));
        if (report == null) {
            throw unknown();
        }
        json(json -> KeyJson.write(json, report), response);
    }

    void recovery(String key, Map<String, List<String>> parameters, HttpServletResponse response)
            throws IOException {
        Question asked = new Question(parameters, Set.of("from", "format"));
        Instant from = Question.instant("from", asked.one("from"));
        String format = asked.word("format", FORMATS);
        RecoveryPlan plan = plans.plan(key(key), from);
        if (plan == null) {
            throw unknown();
        }
        switch (format) {
            case "markdown" -> markdown(RecoverySheet.of(plan), response);
            case "html" -> html(RecoverySheet.of(plan), response);
            default -> json(json -> RecoveryJson.write(json, plan), response);
        }
    }

    void compromise(Map<String, List<String>> parameters, HttpServletResponse response)
            throws IOException {
        Question asked = new Question(parameters, Set.of("key", "from", "to", "format"));
        String key = asked.one("key");
        if (key == null) {
            throw Refused.badRequest("say of which key: key=…");
        }
        Instant from = orElse(Question.instant("from", asked.one("from")), Instant.EPOCH);
        Instant until = orElse(Question.instant("to", asked.one("to")), LAST);
        if (!from.isBefore(until)) {
            throw Refused.badRequest("the range ends before it begins");
        }
        String format = asked.word("format", FORMATS);
        CompromiseReport report = reports.compromise(key(key), from, until);
        if (report == null) {
            throw unknown();
        }
        switch (format) {
            case "markdown" -> markdown(CompromiseSheet.of(report), response);
            case "html" -> html(CompromiseSheet.of(report), response);
            default -> json(json -> CompromiseJson.write(json, report), response);
        }
    }

    private static void markdown(Sheet sheet, HttpServletResponse response) throws IOException {
        text("text/markdown; charset=utf-8", MarkdownSheet.of(sheet), response);
    }

    private static void html(Sheet sheet, HttpServletResponse response) throws IOException {
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
        text("text/html; charset=utf-8", HtmlSheet.of(sheet), response);
    }

    private static void json(Consumer<JsonGenerator> body, HttpServletResponse response)
            throws IOException {
        response.setContentType("application/json; charset=utf-8");
        try (JsonGenerator json = JsonMapper.shared().createGenerator(response.getOutputStream())) {
            body.accept(json);
        }
    }

    private static void text(String type, String body, HttpServletResponse response)
            throws IOException {
        response.setContentType(type);
        response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }

    static KeyId key(String id) {
        if (!KeyId.isValid(id)) {
            throw Refused.badRequest(
                    "a key's id has 1 to " + KeyId.MAX_LENGTH + " characters, and no controls");
        }
        return new KeyId(id);
    }

    private static Instant orElse(@Nullable Instant said, Instant otherwise) {
        return said == null ? otherwise : said;
    }

    private static Refused unknown() {
        return new Refused(
                Problem.notFound("neither the record nor the signer's journal names this key"));
    }
}
