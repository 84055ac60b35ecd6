package dev.tabellion.command.watch;

import dev.tabellion.api.Problem;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.SightingMessage;
import dev.tabellion.command.StoreUnavailable;
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
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /api/sightings}, for eyes elsewhere, and {@code POST /api/reports/<collection>}, for
 * clients of it. Who may, the access filter has judged. Reads so much of a body and no more, waits
 * so long for it, and takes no more than a few at once: of strangers some from each source, and one
 * where there is a crowd; of an eye's token two. So neither keeps out the other, and no token alone
 * another one's eyes.
 */
public final class WatchDoor implements Filter {
    private static final Logger LOG = LoggerFactory.getLogger(WatchDoor.class);
    private static final String SIGHTINGS = "/api/sightings";
    private static final String REPORTS = "/api/reports/";
    private static final Problem WRONG_METHOD = Problem.wrongMethod("things seen are posted");
    private static final Problem BUSY = Problem.unavailable("too much is being told; try again");

    private static final Problem NO_SIGHTING =
            Problem.badRequest("the body is no sighting, or too large");
    private static final Problem NOT_YOURS =
            Problem.forbidden("another eye tells under this watch's name; take one of your own");
    private static final Problem TOO_SLOW =
            new Problem(408, "This comes too slowly", "send all of it within half a minute");

    /** A targets file of Notary's largest, in base64, and what is said of it. */
    private static final int LARGEST_SIGHTING = 24 * 1024 * 1024;

    private static final int LARGEST_REPORT = 2 * 1024 * 1024;
    private static final Problem NO_REPORT =
            Problem.badRequest(
                    "say ?role=, perhaps &file= and &client=refused or seen, and send the file as"
                            + " it came, of at most "
                            + LARGEST_REPORT
                            + " bytes");
    private static final int EYES = 4;
    private static final int OF_ONE_EYE = 2;
    private static final int STRANGERS = 16;
    private static final int OF_ONE_SOURCE = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Sightings sightings;
    private final Reports reports;
    private final Turns eyes = new Turns(EYES, OF_ONE_EYE, EYES);
    private final Turns strangers = new Turns(STRANGERS, OF_ONE_SOURCE, STRANGERS / 2);

    public WatchDoor(Sightings sightings, Reports reports) {
        this.sightings = sightings;
        this.reports = reports;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest asked = (HttpServletRequest) request;
        RequestPath path = RequestPath.ofRaw(asked.getRequestURI());
        String decoded = path == null ? "" : path.decoded();
        if (!decoded.equals(SIGHTINGS) && !decoded.startsWith(REPORTS)) {
            chain.doFilter(request, response);
            return;
        }
        HttpServletResponse answer = (HttpServletResponse) response;
        answer.setHeader("Cache-Control", "no-store");
        if (!asked.getMethod().equals("POST")) {
            Answers.send(WRONG_METHOD, answer);
            return;
        }
        try {
            receive(decoded, asked, answer);
        } catch (RuntimeException e) {
            if (!StoreUnavailable.isBehind(e)) {
                throw e;
            }
            LOG.atWarn().setCause(e).log("testimony-not-taken");
            Answers.send(BUSY, answer);
        }
    }

    private void receive(String path, HttpServletRequest asked, HttpServletResponse answer)
            throws IOException {
        boolean sighted = path.equals(SIGHTINGS);
        Turns turns = sighted ? eyes : strangers;
        String source = Reports.sourceOf(Answers.provenance(asked));
        if (!turns.begin(source)) {
            Answers.send(BUSY, answer);
            return;
        }
        try {
            switch (body(asked, sighted ? LARGEST_SIGHTING : LARGEST_REPORT)) {
                case Body.Whole(Bytes body) when sighted -> sighted(body, asked, answer);
                case Body.Whole(Bytes body) ->
                        reported(path.substring(REPORTS.length()), body, asked, answer);
                case Body.Unfit() -> Answers.send(sighted ? NO_SIGHTING : NO_REPORT, answer);
                case Body.TooSlow() -> {
                    answer.setHeader("Connection", "close");
                    Answers.send(TOO_SLOW, answer);
                }
            }
        } finally {
            turns.end(source);
        }
    }

    private void sighted(Bytes body, HttpServletRequest asked, HttpServletResponse answer)
            throws IOException {
        SightingMessage message = message(body);
        if (message == null) {
            Answers.send(NO_SIGHTING, answer);
            return;
        }
        switch (sightings.record(message, Answers.provenance(asked))) {
            case RECORDED -> Answers.send(201, new PlainJson().text("outcome", "recorded"), answer);
            case KNOWN -> Answers.send(200, new PlainJson().text("outcome", "known"), answer);
            case TOO_MANY -> Answers.send(tooMany(), answer);
            case NOT_THEIRS -> Answers.send(NOT_YOURS, answer);
        }
    }

    private void reported(
            String name, Bytes body, HttpServletRequest asked, HttpServletResponse answer)
            throws IOException {
        ClientReport report = ClientReport.of(name, body, asked);
        if (report == null) {
            Answers.send(NO_REPORT, answer);
            return;
        }
        switch (reports.receive(report, Answers.provenance(asked))) {
            case ReportOutcome.Recorded(var signedBy, var log) ->
                    Answers.send(
                            201,
                            new PlainJson()
                                    .text("outcome", "recorded")
                                    .texts("signedBy", signedBy.stream().map(KeyId::value).toList())
                                    .text("log", log.name().toLowerCase(Locale.ROOT)),
                            answer);
            case ReportOutcome.Known() ->
                    Answers.send(200, new PlainJson().text("outcome", "known"), answer);
            case ReportOutcome.NoMetadata(var problem) ->
                    Answers.send(Problem.badRequest(problem), answer);
            case ReportOutcome.UnknownCollection() ->
                    Answers.send(Problem.notFound("this server has no such collection"), answer);
            case ReportOutcome.TooMany() -> Answers.send(tooMany(), answer);
            case ReportOutcome.Busy() -> Answers.send(BUSY, answer);
        }
    }

    private static @Nullable SightingMessage message(Bytes body) {
        try {
            SightingMessage message = SightingMessage.read(body);
            return Sightings.lacksBytes(message) ? null : message;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Body body(HttpServletRequest asked, int largest) throws IOException {
        return asked.getContentLengthLong() > largest
                ? new Body.Unfit()
                : Body.read(asked.getInputStream(), largest, PATIENCE, System::nanoTime);
    }

    private static Problem tooMany() {
        return new Problem(429, "This is more than is recorded", "try again in a minute");
    }
}
