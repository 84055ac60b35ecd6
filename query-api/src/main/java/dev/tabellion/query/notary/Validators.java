package dev.tabellion.query.notary;

import dev.tabellion.bytes.Sha256;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The headers by which a cache keeps a document and asks for it again (RFC 9110 section 13). */
final class Validators {
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final String etag;
    private final String gzipEtag;
    private final String cacheControl;
    private final @Nullable String pragma;
    private final Instant modified;
    private final String lastModified;
    private final boolean dateIsExact;

    /**
     * @param dateIsExact whether no other document was served here with the same date, to the
     *     second: only then can a date tell that nothing changed
     */
    Validators(Sha256 digest, Instant modified, boolean dateIsExact, String cacheControl) {
        this.etag = '"' + digest.hex() + '"';
        this.gzipEtag = '"' + digest.hex() + "-gzip\"";
        this.cacheControl = cacheControl;
        this.pragma = MaxAge.pragma(cacheControl);
        this.modified = modified.truncatedTo(ChronoUnit.SECONDS);
        this.lastModified = HTTP_DATE.format(modified);
        this.dateIsExact = dateIsExact;
    }

    void write(HttpServletResponse response, boolean gzip) {
        response.setHeader("Cache-Control", cacheControl);
        if (pragma != null) {
            response.setHeader("Pragma", pragma);
        }
        response.setHeader("Last-Modified", lastModified);
        response.setHeader("ETag", gzip ? gzipEtag : etag);
    }

    /**
     * Whether the client has this document already. A tag, where given, decides alone.
     *
     * @param tags its {@code If-None-Match}
     * @param since its {@code If-Modified-Since}
     */
    boolean match(@Nullable String tags, @Nullable String since) {
        if (tags != null) {
            return namesUs(tags);
        }
        return since != null && dateIsExact && notAfter(since);
    }

    /** Weak comparison: both forms are the same document. */
    private boolean namesUs(String tags) {
        for (String tag : tags.split(",", -1)) {
            String opaque = tag.strip();
            if (opaque.equals("*")) {
                return true;
            }
            opaque = opaque.startsWith("W/") ? opaque.substring(2) : opaque;
            if (opaque.equals(etag) || opaque.equals(gzipEtag)) {
                return true;
            }
        }
        return false;
    }

    /** A date we cannot read is no condition. */
    private boolean notAfter(String since) {
        try {
            ZonedDateTime asked = ZonedDateTime.parse(since, DateTimeFormatter.RFC_1123_DATE_TIME);
            return !modified.isAfter(asked.toInstant());
        } catch (DateTimeException e) {
            return false;
        }
    }
}
