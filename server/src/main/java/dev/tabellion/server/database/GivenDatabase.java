package dev.tabellion.server.database;

import dev.tabellion.server.start.StartupRefused;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the owner out of the operator's JDBC URL and waits a while for that PostgreSQL to answer.
 */
final class GivenDatabase {

    private static final Logger log = LoggerFactory.getLogger(GivenDatabase.class);
    private static final String PREFIX = "jdbc:postgresql:";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(500);

    private GivenDatabase() {}

    /**
     * The URL loses its credentials on the way: in the driver they would win over the ones of the
     * role that connects, and a URL ends up in logs.
     */
    static DatabaseOwner owner(DatabaseSettings settings, String url) {
        if (!url.startsWith(PREFIX)) {
            throw new StartupRefused(
                    "The database URL must begin with "
                            + PREFIX
                            + "// (as in"
                            + " jdbc:postgresql://db.example.com/tabellion?sslmode=verify-full).");
        }
        var question = url.indexOf('?');
        var parameters = question < 0 ? Map.<String, String>of() : parsed(url, question);
        var kept =
                parameters.entrySet().stream()
                        .filter(e -> !e.getKey().equals("user") && !e.getKey().equals("password"))
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining("&"));
        var bare = question < 0 ? url : url.substring(0, question);
        return new DatabaseOwner(
                kept.isEmpty() ? bare : bare + "?" + kept,
                required("user", settings.username(), parameters.get("user")),
                required("password", settings.password(), parameters.get("password")));
    }

    /** Databases started by the same compose file may need a moment longer than we do. */
    static DatabaseOwner reached(DatabaseOwner owner) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        for (var attempt = 1; ; attempt++) {
            try (var _ = owner.connect()) {
                return owner;
            } catch (SQLException e) {
                if (!SqlState.unreachable(e) || System.nanoTime() > deadline) {
                    throw new StartupRefused(
                            "The database %s does not let %s in: %s"
                                    .formatted(owner.url(), owner.user(), e.getMessage()),
                            e);
                }
                if (attempt == 1) {
                    log.atWarn()
                            .addKeyValue("database", owner.url())
                            .addKeyValue("patience", PATIENCE)
                            .log("database-not-reached-yet");
                }
                pause();
            }
        }
    }

    private static Map<String, String> parsed(String url, int question) {
        var parameters = new LinkedHashMap<String, String>();
        for (var pair : url.substring(question + 1).split("&", -1)) {
            var equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return parameters;
    }

    private static String required(
            String what, @Nullable String configured, @Nullable String inUrl) {
        if (configured != null && !configured.isEmpty()) {
            return configured;
        }
        if (inUrl != null && !inUrl.isEmpty()) {
            return URLDecoder.decode(inUrl, StandardCharsets.UTF_8);
        }
        throw new StartupRefused(
                "The database "
                        + what
                        + " is not given. Put it into the URL (?user=…&password=…), or use"
                        + " --database-user and the environment variable"
                        + " TABELLION_DATABASE_PASSWORD.");
    }

    private static void pause() {
        try {
            Thread.sleep(POLL); // a database that is not there cannot call when it is
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the database", e);
        }
    }
}
