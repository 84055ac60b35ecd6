package dev.tabellion.query.notary;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long caches between us and a client may keep an answer.
 *
 * @param current for documents that are replaced
 * @param consistent for documents named by digest or version, which never change
 */
public record MaxAge(Duration current, Duration consistent) {
    private static final Duration LONGEST = Duration.ofDays(365);

    /** Notary's defaults. */
    public static final MaxAge NOTARY = new MaxAge(Duration.ofMinutes(5), Duration.ofDays(30));

    public MaxAge {
        require("current", current);
        require("consistent", consistent);
    }

    private static void require(String name, Duration age) {
        if (age.isNegative() || age.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "the max-age of " + name + " metadata is from 0 to 31536000 s, not " + age);
        }
    }

    String currentControl() {
        return control(current, ", must-revalidate");
    }

    String consistentControl() {
        return control(consistent, "");
    }

    private static String control(Duration age, String more) {
        long seconds = age.toSeconds();
        return seconds == 0
                ? "max-age=0, no-cache, no-store"
                : "public, max-age=" + seconds + ", s-maxage=" + seconds + more;
    }

    /** HTTP/1.0's word for it, beside a control that forbids keeping. */
    static @Nullable String pragma(String control) {
        return control.endsWith("no-store") ? "no-cache" : null;
    }
}
