package dev.tabellion.server.access;

import dev.tabellion.api.ApiRole;
import dev.tabellion.collection.Gun;
import dev.tabellion.notary.NotaryRoute;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a request must be allowed to do. What is not known here is for operators at most, or for who
 * may see the whole catalog.
 *
 * @param needed all of it; nothing for what is open to everyone
 * @param changes whether anything is different afterwards
 */
record Demand(List<Access> needed, boolean changes) {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OPEN =
            Set.of(
                    "/actuator/health",
                    "/actuator/health/liveness",
                    "/actuator/health/readiness",
                    "/actuator/prometheus",
                    "/log/checkpoint");

    /** Hash tiles, by the digit of their level: entry bundles are below {@code /log/tile/e}. */
    private static final String TILES = "/log/tile/";

    /** What is found, and what people make of it. */
    private static final Pattern CASES =
            Pattern.compile(
                    "/api/(findings|incidents|announcements|namespaces|alerts)(/.*)?|/api/keys/.+/compromised");

    private static final String REPORTS = "/api/reports/";
    private static final String SIGHTINGS = "/api/sightings";

    static Demand of(String method, String path, NotaryRoute route) {
        boolean reading = READING.contains(method);
        if (reading && isOpen(path)) {
            return new Demand(List.of(), false);
        }
        if (path.startsWith("/log/")) {
            return new Demand(List.of(Access.api(ApiRole.AUDITOR)), !reading);
        }
        if (path.startsWith(REPORTS) && Gun.isValid(path.substring(REPORTS.length()))) {
            // whoever may fetch a collection's metadata may say what came
            return new Demand(
                    List.of(Access.pull(new Gun(path.substring(REPORTS.length())))), !reading);
        }
        if (path.startsWith("/api/")) {
            return new Demand(List.of(Access.api(roleFor(reading, path))), !reading);
        }
        // Notary's `GET ….key` creates a key, so it is guarded like a POST
        return new Demand(Access.neededFor(route), !reading || route instanceof NotaryRoute.GetKey);
    }

    private static boolean isOpen(String path) {
        return OPEN.contains(path)
                || (path.startsWith(TILES)
                        && path.length() > TILES.length()
                        && Character.isDigit(path.charAt(TILES.length())));
    }

    private static ApiRole roleFor(boolean reading, String path) {
        if (reading && path.startsWith("/api/forensics/")) {
            return ApiRole.AUDITOR;
        }
        if (!reading && path.equals(SIGHTINGS)) {
            return ApiRole.EYE;
        }
        boolean told =
                path.equals("/api/audit")
                        || path.startsWith("/api/audit/")
                        || path.startsWith("/api/collections/");
        if (CASES.matcher(path).matches()) {
            return reading ? ApiRole.READER : ApiRole.RESPONDER;
        }
        return reading && told ? ApiRole.READER : ApiRole.OPERATOR;
    }
}
