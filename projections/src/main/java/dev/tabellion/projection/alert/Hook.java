package dev.tabellion.projection.alert;

import dev.tabellion.detection.Severity;
import dev.tabellion.projection.finding.StoredFinding;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whom an operator wants to be told by HTTP. Nobody else can make this server send anything
 * anywhere: there is no way to add one but its settings.
 *
 * @param name under which it is shown, and its position kept
 * @param least what is less grave is not told it
 */
public record Hook(String name, URI url, HookSecret secret, Severity least) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    /** Longer than any rule waits for what should happen. */
    private static final Duration NEWS = Duration.ofDays(2);

    public Hook {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a webhook has a name of 1 to 64 of a-z 0-9 . _ -, not " + name);
        }
        String problem = problemOf(url);
        if (problem != null) {
            throw new IllegalArgumentException("the webhook " + name + " " + problem);
        }
    }

    private static @Nullable String problemOf(URI url) {
        if (url.getHost() == null || url.getUserInfo() != null || url.getFragment() != null) {
            return "needs a url with a host, and without a user or a fragment";
        }
        boolean here =
                url.getHost().equals("localhost")
                        || url.getHost().equals("127.0.0.1")
                        || url.getHost().equals("[::1]");
        boolean safe = "https".equals(url.getScheme()) || ("http".equals(url.getScheme()) && here);
        return safe ? null : "needs https, or http on this machine";
    }

    /**
     * What somebody announced is in the record, and wakes nobody. Nor does what was long ago and is
     * found by a new rule: it begins an incident, and can wait for the morning.
     */
    boolean wants(StoredFinding stored) {
        return stored.expectedBy() == null
                && stored.finding().severity().isAtLeast(least)
                && Duration.between(stored.finding().at(), stored.foundAt()).compareTo(NEWS) <= 0;
    }

    String outlet() {
        return "webhook/" + name;
    }
}
