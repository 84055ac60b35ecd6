package dev.tabellion.query.cases;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.query.http.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where to go on: beyond which number, for which question. Stable, for what comes later has higher
 * numbers.
 */
final class PageCursor {
    private static final int DIGITS = 16;

    private PageCursor() {}

    static String of(long number, Object question) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        (number + ":" + fingerprint(question)).getBytes(StandardCharsets.US_ASCII));
    }

    static @Nullable Long read(@Nullable String cursor, Object question) {
        if (cursor == null) {
            return null;
        }
        String[] parts = decoded(cursor).split(":", -1);
        if (parts.length != 2 || !parts[0].matches("[0-9]{1,18}")) {
            throw Refused.badRequest("this cursor is none that was given out here");
        }
        if (!parts[1].equals(fingerprint(question))) {
            throw Refused.badRequest(
                    "this cursor is of another filter or order: go on with the same ones");
        }
        return Long.valueOf(parts[0]);
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException e) {
            throw Refused.badRequest("this cursor is none that was given out here");
        }
    }

    private static String fingerprint(Object question) {
        return Bytes.utf8(question.toString()).sha256().hex().substring(0, DIGITS);
    }
}
