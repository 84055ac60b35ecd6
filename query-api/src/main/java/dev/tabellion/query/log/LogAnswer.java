package dev.tabellion.query.log;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.query.http.Encodings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A tile or a bundle, ready to be sent any number of times: it never changes, so caches may keep it
 * for ever. A bundle is kept compressed, and unpacked for the few who want it plain.
 */
final class LogAnswer {
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final int OVERHEAD = 256;

    private final byte[] plain;
    private final byte @Nullable [] gzipped;
    private final String etag;
    private final boolean isPublic;

    private LogAnswer(byte[] plain, byte @Nullable [] gzipped, String etag, boolean isPublic) {
        this.plain = plain;
        this.gzipped = gzipped;
        this.etag = etag;
        this.isPublic = isPublic;
    }

    /** Hashes: nothing to compress, and for everybody, pages of other sites included. */
    static LogAnswer tile(Bytes hashes) {
        return new LogAnswer(hashes.toArray(), null, etag(hashes), true);
    }

    /** Entries: not for pages of other sites, which a browser may show to who may read entries. */
    static LogAnswer bundle(Bytes entries) {
        byte[] plain = entries.toArray();
        try {
            return new LogAnswer(plain, Encodings.gzip(plain), etag(entries), false);
        } catch (IOException e) {
            throw new UncheckedIOException("compressing bytes in memory", e);
        }
    }

    private static String etag(Bytes bytes) {
        return bytes.sha256().hex();
    }

    /** Bytes of memory. */
    int weight() {
        return OVERHEAD + plain.length + (gzipped == null ? 0 : gzipped.length);
    }

    void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] packed =
                Encodings.acceptsGzip(request.getHeader("Accept-Encoding")) ? gzipped : null;
        response.setHeader("ETag", '"' + etag + (packed == null ? "\"" : "-gzip\""));
        if (isPublic) {
            response.setHeader("Access-Control-Allow-Origin", "*");
            response.setHeader("Cache-Control", FOR_EVER);
        } else {
            // may need a token, and a shared cache asks for none
            response.setHeader("Cache-Control", FOR_EVER.replace("public", "private"));
            response.setHeader("Vary", "Accept-Encoding, Authorization");
        }
        if (isKnown(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType("application/octet-stream");
        if (packed != null) {
            response.setHeader("Content-Encoding", "gzip");
        }
        write(packed == null ? plain : packed, request, response);
    }

    /** Either form is the same resource. */
    private boolean isKnown(@Nullable String tags) {
        return tags != null
                && Arrays.stream(tags.split(",", -1))
                        .map(String::strip)
                        .map(each -> each.startsWith("W/") ? each.substring(2) : each)
                        .anyMatch(
                                each ->
                                        each.equals("*")
                                                || each.equals('"' + etag + '"')
                                                || each.equals('"' + etag + "-gzip\""));
    }

    static void write(byte[] body, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentLength(body.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(body);
        }
    }
}
