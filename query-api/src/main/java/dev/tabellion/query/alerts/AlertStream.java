package dev.tabellion.query.alerts;

import dev.tabellion.api.Problem;
import dev.tabellion.collection.Provenance;
import dev.tabellion.notary.RequestAttributes;
import dev.tabellion.projection.alert.FindingBell;
import dev.tabellion.projection.finding.FindingJson;
import dev.tabellion.projection.finding.FindingReader;
import dev.tabellion.projection.finding.StoredFinding;
import dev.tabellion.query.http.Answers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Findings as server-sent events, whose ids are their numbers: who comes back with {@code
 * Last-Event-ID} misses none. So many may listen and no more, and fewer of one; each for an hour,
 * then it comes back.
 */
final class AlertStream {
    private static final int MOST_LISTENERS = 64;

    /** Of one person at one address: nobody takes all seats. */
    private static final int MOST_OF_ONE = 16;

    private static final int BATCH = 200;
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final FindingReader findings;
    private final FindingBell bell;
    private final Semaphore seats = new Semaphore(MOST_LISTENERS);
    private final Map<String, Integer> listening = new ConcurrentHashMap<>();

    AlertStream(FindingReader findings, FindingBell bell) {
        this.findings = findings;
        this.bell = bell;
    }

    int listeners() {
        return MOST_LISTENERS - seats.availablePermits();
    }

    /** Returns when the listener is gone, or the server goes. */
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String last = request.getHeader("Last-Event-ID");
        if (last != null && !last.matches("[0-9]{1,18}")) {
            Answers.send(Problem.badRequest("Last-Event-ID is a number given out here"), response);
            return;
        }
        String who = who(request);
        if (!seats.tryAcquire()) {
            response.setHeader("Retry-After", "30");
            Answers.send(Problem.unavailable("as many listen as may: " + MOST_LISTENERS), response);
            return;
        }
        try {
            if (listening.merge(who, 1, Integer::sum) > MOST_OF_ONE) {
                response.setHeader("Retry-After", "30");
                Answers.send(
                        Problem.unavailable("as many of yours listen as may: " + MOST_OF_ONE),
                        response);
                return;
            }
            response.setContentType("text/event-stream; charset=utf-8");
            response.setHeader("X-Accel-Buffering", "no"); // for proxies that would wait for more
            tell(last == null ? findings.newest() : Long.parseLong(last), response);
        } finally {
            listening.computeIfPresent(who, (_, some) -> some == 1 ? null : some - 1);
            seats.release();
        }
    }

    private static String who(HttpServletRequest request) {
        return request.getAttribute(RequestAttributes.PROVENANCE) instanceof Provenance by
                ? by.publisher().subject() + " at " + by.publisher().address()
                : request.getRemoteAddr();
    }

    private void tell(long known, HttpServletResponse response) throws IOException {
        OutputStream out = response.getOutputStream();
        write(out, "retry: 2000\n\n");
        response.flushBuffer();
        long position = known;
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!bell.isStopped() && System.nanoTime() < end) {
            List<StoredFinding> next = findings.after(position, BATCH);
            if (next.isEmpty()) {
                next = await(position);
            }
            for (StoredFinding each : next) {
                write(
                        out,
                        "id: "
                                + each.number()
                                + "\nevent: finding\ndata: "
                                + FindingJson.of(each)
                                + "\n\n");
                position = each.number();
            }
            if (next.isEmpty()) {
                write(out, ": still here\n\n");
            }
            out.flush();
        }
    }

    private List<StoredFinding> await(long position) throws IOException {
        try {
            bell.await(position, HEARTBEAT);
            return findings.after(position, BATCH);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("waiting for the next finding");
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
