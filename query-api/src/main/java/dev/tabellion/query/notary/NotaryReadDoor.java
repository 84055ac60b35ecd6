package dev.tabellion.query.notary;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.Provenance;
import dev.tabellion.notary.NotaryError;
import dev.tabellion.notary.NotaryRoute;
import dev.tabellion.notary.RequestAttributes;
import dev.tabellion.notary.RequestPath;
import dev.tabellion.projection.coherence.Generation;
import dev.tabellion.projection.coherence.Generations;
import dev.tabellion.projection.coherence.Lease;
import dev.tabellion.projection.current.Changefeed;
import dev.tabellion.projection.current.PublishedDocuments;
import dev.tabellion.query.fetches.FetchCounter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * GET and HEAD of Notary's metadata, ping and changefeed, before any framework looks at them. Lets
 * everything else pass; changes nothing.
 */
public final class NotaryReadDoor implements Filter {
    private static final Answer PING = Answer.text(Bytes.utf8("{}"));
    private static final Answer UNAVAILABLE =
            Answer.error(NotaryError.UNAVAILABLE, NotaryError.UNAVAILABLE.body());

    /** RFC 9111 5.5 retired it without a successor; operators and caches still read it. */
    private static final String STALE = "110 - \"Response is Stale\"";

    private final DocumentAnswers documents;
    private final DocumentReader reader;
    private final ChangefeedAnswers changefeed;
    private final FetchCounter fetches;

    /**
     * @param cacheWeight bytes of memory for copies of documents
     * @param fetches told of each document that is given, and of each that is not there
     */
    public NotaryReadDoor(
            PublishedDocuments documents,
            Changefeed changefeed,
            Generations generations,
            Lease lease,
            MaxAge maxAge,
            long cacheWeight,
            FetchCounter fetches) {
        this.fetches = fetches;
        this.reader = new DocumentReader(documents, maxAge);
        this.documents =
                new DocumentAnswers(new CopyShelf(cacheWeight), generations, lease, reader);
        this.changefeed = new ChangefeedAnswers(changefeed, lease);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http
                && response instanceof HttpServletResponse answer
                && isRead(http.getMethod())) {
            Copy copy = documents.fromCopy(http.getRequestURI());
            if (copy != null) {
                count(copy, http);
                copy.answer().send(http, answer);
                return;
            }
            if (served(http, answer)) {
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private static boolean isRead(String method) {
        return method.equals("GET") || method.equals("HEAD");
    }

    private boolean served(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        return switch (route(request)) {
            case NotaryRoute.Ping _ -> send(PING, request, response);
            case NotaryRoute.Current asked ->
                    document(asked.gun(), g -> reader.current(asked, g), request, response);
            case NotaryRoute.ByHash asked ->
                    document(asked.gun(), g -> reader.byHash(asked, g), request, response);
            case NotaryRoute.ByVersion asked ->
                    document(asked.gun(), g -> reader.byVersion(asked, g), request, response);
            case NotaryRoute.Changefeed asked -> changes(asked.gun(), request, response);
            case NotaryRoute.Publish _,
                    NotaryRoute.Delete _,
                    NotaryRoute.GetKey _,
                    NotaryRoute.RotateKey _,
                    NotaryRoute.Health _,
                    NotaryRoute.Metrics _,
                    NotaryRoute.Misnamed _,
                    NotaryRoute.Nothing _ ->
                    false;
        };
    }

    private static NotaryRoute route(HttpServletRequest request) {
        if (request.getAttribute(RequestAttributes.ROUTE) instanceof NotaryRoute granted) {
            return granted;
        }
        RequestPath path = RequestPath.ofRaw(request.getRequestURI());
        return path == null
                ? new NotaryRoute.Nothing()
                : NotaryRoute.of(request.getMethod(), path.decoded());
    }

    private boolean document(
            Gun gun,
            Function<Generation, Copy> read,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Served served = documents.answer(request.getRequestURI(), gun, read);
        if (served == null) {
            return send(UNAVAILABLE, request, response);
        }
        if (served.stale()) {
            // and not counted: that it is old is said, and nobody knows how old
            response.setHeader("Warning", STALE);
        } else {
            count(served.copy(), request);
        }
        return send(served.copy().answer(), request, response);
    }

    private void count(Copy copy, HttpServletRequest request) {
        if (!fetches.isOff()
                && request.getMethod().equals("GET")
                && request.getAttribute(RequestAttributes.PROVENANCE) instanceof Provenance by) {
            fetches.count(copy.fetch(), by.publisher());
        }
    }

    private boolean changes(
            @Nullable Gun gun, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Answer answer = changefeed.answer(gun, request);
        return send(answer == null ? UNAVAILABLE : answer, request, response);
    }

    private static boolean send(
            Answer answer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        answer.send(request, response);
        return true;
    }
}
