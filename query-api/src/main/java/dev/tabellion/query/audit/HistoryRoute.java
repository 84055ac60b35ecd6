package dev.tabellion.query.audit;

import dev.tabellion.collection.Gun;
import dev.tabellion.tuf.RoleName;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a path below {@code /api/collections/} asks for. Collections' names have slashes and may
 * hold {@code /at/} themselves: the last place that fits decides.
 */
sealed interface HistoryRoute {
    record State(Gun gun, Moment at) implements HistoryRoute {}

    record File(Gun gun, Moment at, RoleName role) implements HistoryRoute {}

    record Difference(Gun gun) implements HistoryRoute {}

    String PREFIX = "/api/collections/";
    String AT = "/at/";
    String DIFF = "/diff";
    int LONGEST = 1_024;
    Pattern FILE = Pattern.compile("(?<at>[^/]+)(?:/(?<role>.+)\\.json)?");

    /**
     * @param path decoded
     * @return null if no such thing is there
     */
    static @Nullable HistoryRoute of(String path) {
        if (!path.startsWith(PREFIX) || path.length() > LONGEST) {
            return null;
        }
        String rest = path.substring(PREFIX.length());
        for (int at = rest.lastIndexOf(AT); at > 0; at = rest.lastIndexOf(AT, at - 1)) {
            Matcher file = FILE.matcher(rest).region(at + AT.length(), rest.length());
            HistoryRoute route = file.matches() ? at(rest.substring(0, at), file) : null;
            if (route != null) {
                return route;
            }
        }
        if (rest.endsWith(DIFF)) {
            String name = rest.substring(0, rest.length() - DIFF.length());
            return Gun.isValid(name) ? new Difference(new Gun(name)) : null;
        }
        return null;
    }

    private static @Nullable HistoryRoute at(String name, Matcher file) {
        if (!Gun.isValid(name)) {
            return null;
        }
        String role = file.group("role");
        if (role == null) {
            return new State(new Gun(name), Moment.of("the time in the path", file.group("at")));
        }
        return RoleName.isValid(role)
                ? new File(
                        new Gun(name),
                        Moment.of("the time in the path", file.group("at")),
                        new RoleName(role))
                : null;
    }
}
