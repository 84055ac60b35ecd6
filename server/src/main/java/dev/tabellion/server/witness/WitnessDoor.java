package dev.tabellion.server.witness;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.signer.witness.Witness;
import dev.tabellion.tlog.AddCheckpoint;
import dev.tabellion.tlog.MalformedLogData;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two paths of C2SP tlog-witness, and one for health. Nothing lies behind it; it asks nobody
 * who they are, since only what a known log signed leads to more than an answer.
 */
final class WitnessDoor extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(WitnessDoor.class);
    private static final Pattern MONITORED = Pattern.compile("/([0-9a-f]{64})/checkpoint");

    /** Each is some signatures to verify: far more would not be faster. */
    private static final int AT_WORK = 16;

    private final transient Witness witness;
    private final transient Clock clock;
    private final Semaphore room = new Semaphore(AT_WORK, true);

    WitnessDoor(Witness witness, Clock clock) {
        this.witness = witness;
        this.clock = clock;
    }

    @Override
    protected void service(HttpServletRequest asked, HttpServletResponse response)
            throws IOException {
        var answer = new WitnessReply(response);
        String path = asked.getRequestURI();
        Matcher monitored = MONITORED.matcher(path);
        if (path.equals("/add-checkpoint")) {
            if (isBy(asked, "POST", answer)) {
                add(asked, answer);
            }
        } else if (path.equals("/health")) {
            answer.plain(200, "ok\n");
        } else if (monitored.matches()) {
            if (isBy(asked, "GET", answer)) {
                tell(witness.cosigned(new Sha256(monitored.group(1))), answer);
            }
        } else {
            answer.plain(404, "there is nothing at this path\n");
        }
    }

    private static boolean isBy(HttpServletRequest asked, String method, WitnessReply answer)
            throws IOException {
        boolean reads = method.equals("GET") && asked.getMethod().equals("HEAD");
        if (reads || method.equals(asked.getMethod())) {
            return true;
        }
        answer.notAllowed(method);
        return false;
    }

    private static void tell(@Nullable Bytes cosigned, WitnessReply answer) throws IOException {
        if (cosigned == null) {
            answer.plain(404, "nothing of such a log was cosigned here\n");
        } else {
            answer.checkpoint(cosigned);
        }
    }

    private void add(HttpServletRequest asked, WitnessReply answer) throws IOException {
        Bytes body = BoundedBody.read(asked, answer);
        if (body == null) {
            return;
        }
        try {
            if (!room.tryAcquire()) {
                answer.later(503, "too many ask at once\n");
                return;
            }
            try {
                answer.say(witness.answer(AddCheckpoint.parse(body), clock.instant()));
            } finally {
                room.release();
            }
        } catch (MalformedLogData e) {
            answer.plain(400, e.problem() + "\n");
        } catch (UncheckedIOException e) {
            LOG.atError().setCause(e).log("COSIGNING-FAILED");
            answer.plain(500, "it could not be remembered, so it is not cosigned\n");
        }
    }
}
