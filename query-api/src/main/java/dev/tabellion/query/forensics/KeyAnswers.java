package dev.tabellion.query.forensics;

import dev.tabellion.api.Problem;
import dev.tabellion.projection.forensics.CompromiseReport;
import dev.tabellion.projection.forensics.KeyReport;
import dev.tabellion.projection.forensics.KeyReports;
import dev.tabellion.query.http.Question;
import dev.tabellion.query.http.Refused;
import dev.tabellion.tuf.KeyId;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Answers what is asked of one key. */
final class KeyAnswers {
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    private final KeyReports reports;

    KeyAnswers(KeyReports reports) {
        this.reports = reports;
    }

    void report(String key, Map<String, List<String>> parameters, HttpServletResponse response)
            throws IOException {
        new Question(parameters, Set.of());
        KeyReport report = reports.report(key(key));
        if (report == null) {
            throw unknown();
        }
        response.setContentType("application/json; charset=utf-8");
        try (JsonGenerator json = JsonMapper.shared().createGenerator(response.getOutputStream())) {
            KeyJson.write(json, report);
        }
    }

    void compromise(Map<String, List<String>> parameters, HttpServletResponse response)
            throws IOException {
        Question asked = new Question(parameters, Set.of("key", "from", "to", "format"));
        String key = asked.one("key");
        if (key == null) {
            throw Refused.badRequest("say of which key: key=…");
        }
        Instant from = instant("from", asked.one("from"), Instant.EPOCH);
        Instant until = instant("to", asked.one("to"), LAST);
        if (!from.isBefore(until)) {
            throw Refused.badRequest("the range ends before it begins");
        }
        String format = asked.word("format", List.of("json", "markdown", "html"));
        CompromiseReport report = reports.compromise(key(key), from, until);
        if (report == null) {
            throw unknown();
        }
        switch (format) {
            case "markdown" ->
                    text(
                            "text/markdown; charset=utf-8",
                            MarkdownSheet.of(CompromiseSheet.of(report)),
                            response);
            case "html" -> {
                response.setHeader(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
                text(
                        "text/html; charset=utf-8",
                        HtmlSheet.of(CompromiseSheet.of(report)),
                        response);
            }
            default -> {
                response.setContentType("application/json; charset=utf-8");
                try (JsonGenerator json =
                        JsonMapper.shared().createGenerator(response.getOutputStream())) {
                    CompromiseJson.write(json, report);
                }
            }
        }
    }

    private static void text(String type, String body, HttpServletResponse response)
            throws IOException {
        response.setContentType(type);
        response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }

    private static KeyId key(String id) {
        if (id.isEmpty() || id.length() > 255) {
            throw Refused.badRequest("a key's id has 1 to 255 characters");
        }
        return new KeyId(id);
    }

    private static Instant instant(String name, @Nullable String said, Instant otherwise) {
        if (said == null) {
            return otherwise;
        }
        try {
            Instant instant = OffsetDateTime.parse(said).toInstant();
            if (instant.isBefore(Instant.EPOCH) || instant.isAfter(LAST)) {
                throw Refused.badRequest(name + " is not a time that this record could hold");
            }
            return instant;
        } catch (DateTimeParseException _) {
            throw Refused.badRequest(
                    name + " is a time such as 2026-11-22T14:05:00Z (RFC 3339), with its zone");
        }
    }

    private static Refused unknown() {
        return new Refused(
                Problem.notFound("neither the record nor the signer's journal names this key"));
    }
}
