package dev.tabellion.query.log;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.inspection.DocumentBundle;
import dev.tabellion.inspection.PayloadBundle;
import dev.tabellion.projection.inspection.PublishedEvidence;
import dev.tabellion.projection.log.Published;
import dev.tabellion.projection.log.PublishedLog;
import dev.tabellion.tlog.Bundle;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * GET and HEAD of what a verifier needs beside entries: payloads and documents by bundle, documents
 * by digest. Whatever else is asked for under the log's prefix, it leaves to the next door.
 */
public final class EvidenceDoor implements Filter {
    private static final Pattern DOCUMENT = Pattern.compile("document/([0-9a-f]{64})");

    private final PublishedLog log;
    private final PublishedEvidence evidence;
    private final ReadyAnswers<String> ready;

    /** One bundle of documents takes some 50 MB while it is made. */
    private final Semaphore making = new Semaphore(2);

    /**
     * @param memory in bytes, for answers ready to be sent
     */
    public EvidenceDoor(PublishedLog log, PublishedEvidence evidence, long memory) {
        this.log = log;
        this.evidence = evidence;
        this.ready = new ReadyAnswers<>(memory);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http
                && response instanceof HttpServletResponse answer
                && http.getRequestURI().startsWith(LogDoor.PREFIX)
                && (http.getMethod().equals("GET") || http.getMethod().equals("HEAD"))) {
            String path = http.getRequestURI().substring(LogDoor.PREFIX.length());
            if (isOurs(path)) {
                answer(path, http, answer);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private static boolean isOurs(String path) {
        return path.startsWith(PayloadBundle.PREFIX)
                || path.startsWith(DocumentBundle.PREFIX)
                || path.startsWith("document/");
    }

    private void answer(String path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try {
            LogAnswer found = found(path);
            if (found == null) {
                LogDoor.refuse(
                        HttpServletResponse.SC_NOT_FOUND, "not in this log", request, response);
            } else {
                found.send(request, response);
            }
        } catch (DataAccessException e) {
            LogDoor.refuse(
                    HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                    "the record cannot be read now",
                    request,
                    response);
        }
    }

    private @Nullable LogAnswer found(String path) {
        Bundle payloads = PayloadBundle.placeOf(path);
        if (payloads != null) {
            return isPublished(payloads) ? made(path, () -> payloads(payloads)) : null;
        }
        Bundle documents = DocumentBundle.placeOf(path);
        if (documents != null) {
            return isPublished(documents) ? made(path, () -> documents(documents)) : null;
        }
        var document = DOCUMENT.matcher(path);
        return document.matches()
                ? made(path, () -> evidence.document(new Sha256(document.group(1))))
                : null;
    }

    private @Nullable LogAnswer made(String path, Supplier<@Nullable Bytes> reading) {
        return ready.find(
                path,
                _ -> {
                    Bytes bytes = reading.get();
                    return bytes == null ? null : LogAnswer.bundle(bytes);
                });
    }

    private boolean isPublished(Bundle bundle) {
        Published published = log.newest();
        return published != null && bundle.isWithin(published.checkpoint().head().size());
    }

    private @Nullable Bytes payloads(Bundle bundle) {
        PayloadBundle payloads = evidence.payloads(bundle);
        return payloads == null ? null : payloads.bytes();
    }

    private @Nullable Bytes documents(Bundle bundle) {
        making.acquireUninterruptibly();
        try {
            DocumentBundle documents = evidence.documents(bundle);
            return documents == null ? null : documents.bytes();
        } finally {
            making.release();
        }
    }
}
