package dev.tabellion.command.redaction;

import dev.tabellion.api.Problem;
import dev.tabellion.collection.LedgerEvent.ActorRedacted;
import dev.tabellion.command.http.Answers;
import dev.tabellion.json.PlainJson;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code /api/redactions}: asks that people be forgotten, shows what waits, confirms it. Who may do
 * so, the access filter has judged; that they are two, the redactions judge.
 */
public final class RedactionDoor implements Filter {
    private static final String ALL = "/api/redactions";
    private static final Pattern ONE =
            Pattern.compile("/api/redactions/(?<id>[0-9a-f]{16})(?<confirm>/confirm)?");
    private static final Problem WRONG_METHOD =
            Problem.wrongMethod("redactions are asked for, confirmed and withdrawn");
    private static final int LARGEST_BODY = 8_192;

    private final Redactions redactions;

    public RedactionDoor(Redactions redactions) {
        this.redactions = redactions;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http
                && response instanceof HttpServletResponse answer
                && (http.getRequestURI().equals(ALL)
                        || ONE.matcher(http.getRequestURI()).matches())) {
            answer.setHeader("Cache-Control", "no-store");
            answer(http, answer);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Matcher one = ONE.matcher(request.getRequestURI());
        if (!one.matches()) {
            answerForAll(request, response);
        } else if (one.group("confirm") != null && request.getMethod().equals("POST")) {
            confirm(one.group("id"), request, response);
        } else if (one.group("confirm") == null && request.getMethod().equals("DELETE")) {
            withdraw(one.group("id"), response);
        } else {
            Answers.send(WRONG_METHOD, response);
        }
    }

    private void answerForAll(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        switch (request.getMethod()) {
            case "GET", "HEAD" -> Answers.send(200, waiting(), response);
            case "POST" -> ask(request, response);
            default -> Answers.send(WRONG_METHOD, response);
        }
    }

    private void ask(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        try {
            JsonNode json = body.length > LARGEST_BODY ? null : JsonMapper.shared().readTree(body);
            Person person = json == null ? null : person(json);
            String reason = json == null ? null : text(json, "reason");
            if (person == null
                    || reason == null
                    || reason.isBlank()
                    || reason.length() > ActorRedacted.LONGEST_REASON) {
                Answers.send(
                        Problem.badRequest(
                                "say 'subject' or 'address', and a 'reason' of 1 to 500 characters"),
                        response);
                return;
            }
            Redaction asked = redactions.ask(person, reason, Answers.provenance(request));
            Answers.send(202, json(asked), response);
        } catch (JacksonException | IllegalArgumentException e) {
            Answers.send(
                    Problem.badRequest("the body is no JSON object that asks for a redaction"),
                    response);
        }
    }

    private void confirm(String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        switch (redactions.confirm(id, Answers.provenance(request))) {
            case Confirmation.Forgotten(int commitments) ->
                    Answers.send(200, new PlainJson().number("forgotten", commitments), response);
            case Confirmation.Unknown _ ->
                    Answers.send(Problem.notFound("no such redaction is waiting"), response);
            case Confirmation.NotAnother _ ->
                    Answers.send(
                            Problem.forbidden(
                                    "somebody else than who asked has to confirm, by name"),
                            response);
        }
    }

    private void withdraw(String id, HttpServletResponse response) throws IOException {
        if (redactions.withdraw(id)) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else {
            Answers.send(Problem.notFound("no such redaction is waiting"), response);
        }
    }

    private PlainJson waiting() {
        List<PlainJson> all = redactions.waiting().stream().map(RedactionDoor::json).toList();
        return new PlainJson().objects("waiting", all);
    }

    private static PlainJson json(Redaction redaction) {
        return new PlainJson()
                .text("id", redaction.id())
                .text(redaction.person().kind().member(), redaction.person().value())
                .text("reason", redaction.reason())
                .text("askedBy", redaction.askedBy().subject())
                .text("askedAt", redaction.askedAt().toString())
                .text("confirm", ALL + "/" + redaction.id() + "/confirm");
    }

    private static @Nullable Person person(JsonNode json) {
        String subject = text(json, "subject");
        String address = text(json, "address");
        if ((subject == null) == (address == null)) {
            return null;
        }
        return subject != null
                ? new Person(Person.Kind.SUBJECT, subject)
                : new Person(Person.Kind.ADDRESS, String.valueOf(address));
    }

    private static @Nullable String text(JsonNode json, String name) {
        JsonNode value = json.get(name);
        return value != null && value.isString() ? value.stringValue() : null;
    }
}
