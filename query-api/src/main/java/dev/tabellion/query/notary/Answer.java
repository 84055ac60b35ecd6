package dev.tabellion.query.notary;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.notary.NotaryError;
import dev.tabellion.query.http.Encodings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer, ready to be sent any number of times. Never changes, but may grow a gzip form.
 */
final class Answer {
    static final String TEXT = "text/plain; charset=utf-8";
    static final String JSON = "application/json; charset=utf-8";

    /** Below this a gzip form saves no packet and costs both sides time. */
    private static final int WORTH_GZIP = 1_024;

    /** What headers, array and object take up beside the body. */
    private static final int OVERHEAD = 512;

    private final int status;
    private final String contentType;
    private final byte[] body;
    private final @Nullable Validators validators;
    private volatile byte @Nullable [] gzipped;

    private Answer(int status, String contentType, Bytes body, @Nullable Validators validators) {
        this.status = status;
        this.contentType = contentType;
        this.body = body.toArray();
        this.validators = validators;
    }

    /** What is not a document: never cached by anybody, never conditional. */
    static Answer text(Bytes body) {
        return new Answer(HttpServletResponse.SC_OK, TEXT, body, null);
    }

    static Answer error(NotaryError error, Bytes body) {
        return new Answer(error.status(), JSON, body, null);
    }

    static Answer document(Bytes file, Validators validators) {
        return new Answer(HttpServletResponse.SC_OK, TEXT, file, validators);
    }

    /** Bytes of memory, both forms counted. */
    int weight() {
        return 2 * body.length + OVERHEAD;
    }

    void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean negotiable = validators != null && body.length >= WORTH_GZIP;
        boolean gzip = negotiable && Encodings.acceptsGzip(request.getHeader("Accept-Encoding"));
        if (negotiable) {
            response.setHeader("Vary", "Accept-Encoding");
        }
        if (validators != null) {
            validators.write(response, gzip);
            if (validators.match(
                    request.getHeader("If-None-Match"), request.getHeader("If-Modified-Since"))) {
                response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
                return;
            }
        }
        response.setStatus(status);
        response.setContentType(contentType);
        if (gzip) {
            response.setHeader("Content-Encoding", "gzip");
        }
        write(gzip ? gzipped() : body, request, response);
    }

    private static void write(
            byte[] bytes, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentLength(bytes.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(bytes);
        }
    }

    /** Made by the first who asks; two at once make the same. */
    private byte[] gzipped() throws IOException {
        byte[] made = gzipped;
        if (made == null) {
            made = Encodings.gzip(body);
            gzipped = made;
        }
        return made;
    }
}
