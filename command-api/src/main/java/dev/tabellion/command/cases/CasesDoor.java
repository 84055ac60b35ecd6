package dev.tabellion.command.cases;

import dev.tabellion.api.Problem;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.CaseEvent.KeyDeclaredCompromised;
import dev.tabellion.collection.CaseEvent.NamespaceReserved;
import dev.tabellion.collection.CaseEvent.Verdict;
import dev.tabellion.collection.CaseEvent.WatchFreed;
import dev.tabellion.collection.CaseId;
import dev.tabellion.collection.EventJson;
import dev.tabellion.collection.Provenance;
import dev.tabellion.collection.WatchName;
import dev.tabellion.command.http.Answers;
import dev.tabellion.json.PlainJson;
import dev.tabellion.notary.RequestPath;
import dev.tabellion.tuf.KeyId;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What responders send: announcements, acknowledgements, what becomes of incidents, stolen keys;
 * and operators: whose name a watch bears no more. Who may do so, the access filter has judged.
 * Never answers a GET: what is there, others tell.
 */
public final class CasesDoor implements Filter {
    private static final Pattern ROUTE =
            Pattern.compile(
                    "/api/(?:(?<announce>announcements)"
                            + "|(?<reserve>namespaces)"
                            + "|watches/(?<watch>[^/]+)/free"
                            + "|announcements/(?<withdrawn>[^/]+)/withdraw"
                            + "|findings/(?<finding>[^/]+)/acknowledge"
                            + "|incidents/(?<incident>[^/]+)/(?<what>acknowledge|assign|note|close)"
                            + "|keys/(?<key>[^/]+)/compromised)");
    private static final int LARGEST_BODY = 16_384;
    private static final int LONGEST_OWNER = 100;
    private static final Set<String> WORDS = Set.of("words");

    private final Cases cases;
    private final InstantSource clock;

    public CasesDoor(Cases cases, InstantSource clock) {
        this.cases = cases;
        this.clock = clock;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http
                && response instanceof HttpServletResponse answer) {
            RequestPath path = RequestPath.ofRaw(http.getRequestURI());
            Matcher route = ROUTE.matcher(path == null ? "" : path.decoded());
            if (route.matches() && (isPost(http) || route.group("announce") == null)) {
                answer.setHeader("Cache-Control", "no-store");
                answer(route, http, answer);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private void answer(Matcher route, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!isPost(request)) {
            response.setHeader("Allow", "POST");
            Answers.send(Problem.wrongMethod("this is done by POST"), response);
            return;
        }
        byte[] body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            Answers.send(
                    Problem.badRequest("a body has at most " + LARGEST_BODY + " bytes"), response);
            return;
        }
        try {
            send(reply(route, body, Answers.provenance(request)), response);
        } catch (IllegalArgumentException e) {
            Answers.send(Problem.badRequest(String.valueOf(e.getMessage())), response);
        }
    }

    private Reply reply(Matcher route, byte[] body, Provenance by) {
        if (route.group("announce") != null) {
            return cases.announce(AnnouncementRequest.read(body, clock.instant()), by);
        }
        if (route.group("reserve") != null) {
            return reserved(body, by);
        }
        if (route.group("watch") != null) {
            return freed(new WatchName(route.group("watch")), body, by);
        }
        if (route.group("withdrawn") != null) {
            CaseId id = new CaseId(route.group("withdrawn"));
            return cases.withdraw(id, CaseRequest.of(body, WORDS).words(), by);
        }
        if (route.group("finding") != null) {
            CaseId id = new CaseId(route.group("finding"));
            return cases.acknowledge(id, CaseRequest.of(body, WORDS).wordsIfThere(), by);
        }
        return route.group("key") != null
                ? compromised(new KeyId(route.group("key")), body, by)
                : ofIncident(new CaseId(route.group("incident")), route.group("what"), body, by);
    }

    private Reply ofIncident(CaseId id, String what, byte[] body, Provenance by) {
        return switch (what) {
            case "acknowledge" ->
                    cases.acknowledge(id, CaseRequest.of(body, WORDS).wordsIfThere(), by);
            case "assign" -> {
                String owner = CaseRequest.of(body, Set.of("owner")).text("owner");
                yield cases.assign(
                        id, checked(owner == null ? by.publisher().subject() : owner), by);
            }
            case "note" -> cases.note(id, CaseRequest.of(body, WORDS).words(), by);
            default -> {
                CaseRequest close = CaseRequest.of(body, Set.of("verdict", "findings", "words"));
                yield cases.close(
                        id,
                        Verdict.of(close.needed("verdict")),
                        close.number("findings"),
                        close.words(),
                        by);
            }
        };
    }

    private Reply compromised(KeyId key, byte[] body, Provenance by) {
        CaseRequest request = CaseRequest.of(body, Set.of("from", "until", "words"));
        KeyDeclaredCompromised compromise =
                new KeyDeclaredCompromised(
                        key, request.instant("from"), request.instant("until"), request.words());
        return cases.declare(compromise, CaseId.of(EventJson.write(compromise)), by);
    }

    private Reply reserved(byte[] body, Provenance by) {
        CaseRequest request = CaseRequest.of(body, Set.of("prefix", "until", "words"));
        NamespaceReserved namespace =
                new NamespaceReserved(
                        request.needed("prefix"), request.instant("until"), request.words());
        return cases.reserve(namespace, CaseId.of(EventJson.write(namespace)), by);
    }

    private Reply freed(WatchName watch, byte[] body, Provenance by) {
        WatchFreed freed = new WatchFreed(watch, CaseRequest.of(body, WORDS).words());
        Bytes once = Bytes.utf8(clock.instant() + " " + EventJson.write(freed).utf8());
        return cases.free(freed, CaseId.of(once), by);
    }

    private static String checked(String owner) {
        if (owner.isBlank()
                || owner.length() > LONGEST_OWNER
                || owner.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "an owner's name has 1 to " + LONGEST_OWNER + " characters");
        }
        return owner;
    }

    private static boolean isPost(HttpServletRequest request) {
        return request.getMethod().equals("POST");
    }

    private static void send(Reply reply, HttpServletResponse response) throws IOException {
        switch (reply) {
            case Reply.Recorded(CaseId id) -> Answers.send(201, told(id, true), response);
            case Reply.Known(CaseId id) -> Answers.send(200, told(id, false), response);
            case Reply.Unknown _ -> Answers.send(Problem.notFound("nothing has this id"), response);
            case Reply.Conflicting(String why) -> Answers.send(Problem.conflict(why), response);
        }
    }

    private static PlainJson told(CaseId id, boolean anew) {
        return new PlainJson().text("id", id.hex()).text("recorded", anew ? "now" : "before");
    }
}
