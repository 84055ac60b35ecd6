package dev.tabellion.query.log;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.projection.log.Published;
import dev.tabellion.projection.log.PublishedLog;
import dev.tabellion.tlog.LogResource;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.dao.DataAccessException;

/**
 * GET and HEAD under {@code /log/} (C2SP tlog-tiles): the checkpoint, tiles, entry bundles. Serves
 * nothing that the published checkpoint does not cover, and no spelling of a path but one. Last of
 * the doors under its prefix.
 */
public final class LogDoor implements Filter {
    public static final String PREFIX = "/log/";

    /** A negative answer that is kept would hide what comes next. */
    private static final String NOT_KEPT = "no-store";

    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final PublishedLog log;
    private final ResourceShelf shelf;

    /**
     * @param memory in bytes, for tiles and bundles ready to be sent
     */
    public LogDoor(PublishedLog log, long memory) {
        this.log = log;
        this.shelf = new ResourceShelf(log, memory);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http
                && response instanceof HttpServletResponse answer
                && http.getRequestURI().startsWith(PREFIX)) {
            answer(http, answer);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            refuse(HttpServletResponse.SC_METHOD_NOT_ALLOWED, "read only", request, response);
            return;
        }
        try {
            read(request, response);
        } catch (DataAccessException e) {
            refuse(
                    HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                    "the log cannot be read now",
                    request,
                    response);
        }
    }

    private void read(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI().substring(PREFIX.length());
        Published published = log.newest();
        LogResource resource = LogResource.parse(path);
        if (published != null && path.equals("checkpoint")) {
            checkpoint(published, request, response);
            return;
        }
        LogAnswer found =
                published == null
                                || resource == null
                                || !resource.isWithin(published.checkpoint().head().size())
                        ? null
                        : shelf.find(resource);
        if (found == null) {
            refuse(HttpServletResponse.SC_NOT_FOUND, "not in this log", request, response);
        } else {
            found.send(request, response);
        }
    }

    private static void checkpoint(
            Published published, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader("Cache-Control", NOT_KEPT);
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.setHeader("Last-Modified", date(published.at()));
        response.setContentType("text/plain; charset=utf-8");
        Bytes note = published.checkpoint().bytes();
        LogAnswer.write(note.toArray(), request, response);
    }

    private static String date(Instant at) {
        return HTTP_DATE.format(at);
    }

    static void refuse(
            int status, String why, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setStatus(status);
        response.setHeader("Cache-Control", NOT_KEPT);
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.setContentType("text/plain; charset=utf-8");
        LogAnswer.write((why + "\n").getBytes(StandardCharsets.UTF_8), request, response);
    }
}
