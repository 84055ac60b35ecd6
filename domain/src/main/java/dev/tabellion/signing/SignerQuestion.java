package dev.tabellion.signing;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What can be asked of the signer's process, and where. Nobody changes its policy this way. */
public enum SignerQuestion {
    SIGN("POST", "/sign"),
    CREATE("POST", "/keys"),
    PLACES("POST", "/keys/places"),
    PUBLISHED("POST", "/published"),
    UNSETTLED("GET", "/unsettled"),
    JOURNAL("GET", "/journal"),
    HEALTH("GET", "/health");

    /** So many keys, or timestamps, one question may name. */
    public static final int MOST_NAMED = 1_000;

    private final String method;
    private final String path;

    SignerQuestion(String method, String path) {
        this.method = method;
        this.path = path;
    }

    public String method() {
        return method;
    }

    public String path() {
        return path;
    }

    /** By its path, compared byte for byte; null for none. */
    public static @Nullable SignerQuestion at(String rawPath) {
        return Arrays.stream(values())
                .filter(question -> question.path.equals(rawPath))
                .findFirst()
                .orElse(null);
    }
}
