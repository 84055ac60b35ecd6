package dev.tabellion.signer.door;

import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.signing.JournalLine;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /journal?after=N&limit=M&wait=S}: the entries after one as lines, page by page. Holds
 * one page of memory; an answer of fewer lines than asked for means nothing but that one may ask
 * again.
 */
final class JournalReading {
    private static final Logger LOG = LoggerFactory.getLogger(JournalReading.class);
    private static final Set<String> PARAMETERS = Set.of("after", "limit", "wait");
    private static final int PAGE = 200;
    private static final int USUAL = 1_000;
    private static final int MOST = 10_000;
    private static final int LONGEST_WAIT_SECONDS = 30;
    private static final int MOST_WAITING = 64;

    private final JournalPages pages;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    JournalReading(JournalPages pages) {
        this.pages = pages;
    }

    void answer(HttpServletRequest request, HttpServletResponse response)
            throws IOException, NotTaken {
        Parameters asked = Parameters.of(request.getQueryString(), PARAMETERS);
        long after = asked.number("after", 0, Long.MAX_VALUE);
        long limit = asked.number("limit", USUAL, MOST);
        Duration wait = Duration.ofSeconds(asked.number("wait", 0, LONGEST_WAIT_SECONDS));
        List<JournalLine> page = first(after, pageOf(limit), wait);
        response.setContentType("application/jsonl");
        OutputStream out = response.getOutputStream();
        for (long left = limit; !page.isEmpty(); ) {
            for (JournalLine line : page) {
                out.write(line.bytes().toArray());
            }
            after += page.size();
            left -= page.size();
            page = next(after, pageOf(left));
        }
    }

    private static int pageOf(long left) {
        return (int) Math.min(PAGE, left);
    }

    /** Who would wait as one too many is answered at once. */
    private List<JournalLine> first(long after, int most, Duration wait) {
        if (most == 0 || wait.isZero() || !waiting.tryAcquire()) {
            return page(after, most, Duration.ZERO);
        }
        try {
            return page(after, most, wait);
        } finally {
            waiting.release();
        }
    }

    /** What was sent can no more become a refusal: whoever reads asks again, and is told. */
    private List<JournalLine> next(long after, int most) {
        try {
            return page(after, most, Duration.ZERO);
        } catch (SignerUnavailable e) {
            LOG.atWarn().addKeyValue("after", after).setCause(e).log("journal-cut-short");
            return List.of();
        }
    }

    private List<JournalLine> page(long after, int most, Duration wait) {
        try {
            return most == 0 ? List.of() : pages.after(after, most, wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SignerUnavailable("waiting for the journal to grow", e);
        }
    }
}
