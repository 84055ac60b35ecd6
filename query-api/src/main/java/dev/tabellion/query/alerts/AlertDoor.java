package dev.tabellion.query.alerts;

import dev.tabellion.api.Problem;
import dev.tabellion.json.PlainJson;
import dev.tabellion.projection.alert.Delivery;
import dev.tabellion.projection.alert.FindingBell;
import dev.tabellion.projection.alert.HookStanding;
import dev.tabellion.projection.alert.Hooks;
import dev.tabellion.projection.finding.FindingReader;
import dev.tabellion.query.http.Answers;
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

/**
 * {@code /api/alerts/stream}, and {@code /api/alerts/webhooks} with what was given up; {@code POST
 * …/resume} tries that again. Never tells a webhook's url or secret, nor adds one.
 */
public final class AlertDoor implements Filter {
    private static final String STREAM = "/api/alerts/stream";
    private static final String HOOKS = "/api/alerts/webhooks";
    private static final Pattern HOOK =
            Pattern.compile(HOOKS + "/(?<name>[a-z0-9._-]{1,64})/(?<what>dead|resume)");

    private final AlertStream stream;
    private final Hooks hooks;

    public AlertDoor(FindingReader findings, FindingBell bell, Hooks hooks) {
        this.stream = new AlertStream(findings, bell);
        this.hooks = hooks;
    }

    /** How many listen to the stream here. */
    public int listeners() {
        return stream.listeners();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http
                && response instanceof HttpServletResponse answer
                && answered(http, answer)) {
            return;
        }
        chain.doFilter(request, response);
    }

    private boolean answered(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String path = request.getRequestURI();
        Matcher hook = HOOK.matcher(path);
        boolean resumes = hook.matches() && hook.group("what").equals("resume");
        if (!hook.matches() && !path.equals(STREAM) && !path.equals(HOOKS)) {
            return false;
        }
        response.setHeader("Cache-Control", "no-store");
        if (!request.getMethod().equals(resumes ? "POST" : "GET")) {
            response.setHeader("Allow", resumes ? "POST" : "GET");
            Answers.send(
                    Problem.wrongMethod(resumes ? "this is done by POST" : "this is read"),
                    response);
        } else if (path.equals(STREAM)) {
            stream.answer(request, response);
        } else if (path.equals(HOOKS)) {
            Answers.send(
                    new PlainJson()
                            .objects(
                                    "webhooks",
                                    hooks.standings().stream().map(AlertDoor::json).toList()),
                    response);
        } else if (resumes) {
            resume(hook.group("name"), response);
        } else {
            dead(hook.group("name"), response);
        }
        return true;
    }

    private void resume(String name, HttpServletResponse response) throws IOException {
        if (hooks.resume(name)) {
            Answers.send(new PlainJson().text("webhook", name).text("state", "resumed"), response);
        } else {
            Answers.send(Problem.notFound("no webhook has this name"), response);
        }
    }

    private void dead(String name, HttpServletResponse response) throws IOException {
        List<Delivery> dead = hooks.dead(name);
        if (dead == null) {
            Answers.send(Problem.notFound("no webhook has this name"), response);
        } else {
            Answers.send(
                    new PlainJson().objects("dead", dead.stream().map(AlertDoor::json).toList()),
                    response);
        }
    }

    private static PlainJson json(HookStanding hook) {
        return new PlainJson()
                .text("name", hook.name())
                .text("state", state(hook))
                .text("paused", hook.paused())
                .number("waiting", hook.waiting())
                .number("dead", hook.dead())
                .number("beyond", hook.beyond());
    }

    private static String state(HookStanding hook) {
        if (hook.paused() != null) {
            return "paused";
        }
        return hook.failing() ? "failing" : "well";
    }

    private static PlainJson json(Delivery delivery) {
        return new PlainJson()
                .text("finding", delivery.finding())
                .number("number", delivery.number())
                .number("attempts", delivery.attempts())
                .text("failure", delivery.failure());
    }
}
