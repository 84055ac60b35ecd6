package dev.tabellion.notary;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.tuf.RoleName;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The patterns behind {@link NotaryRoute}. A collection's name may itself contain {@code
 * /_trust/tuf/}, so each pattern is tried at every such place, the last one first, before the next
 * pattern has its turn: that is what greedy patterns in Notary's order come to.
 */
final class NotaryPaths {
    private static final NotaryRoute NOTHING = new NotaryRoute.Nothing();
    private static final String PREFIX = "/v2/";
    private static final String FILES = "/_trust/tuf/";
    private static final String FEED = "/_trust/changefeed";
    private static final String ROLE = "(?<role>root|targets(?:/[^/\\s]+)*|snapshot|timestamp)";

    /** Prefix, name, folder, version, role and hex at their longest come to less. */
    private static final int LONGEST = 1024;

    private static final Pattern BY_HASH =
            Pattern.compile(
                    ROLE + "\\.(?<hex>[a-fA-F0-9]{64}|[a-fA-F0-9]{96}|[a-fA-F0-9]{128})\\.json");
    private static final Pattern BY_VERSION =
            Pattern.compile("(?<version>[1-9]*[0-9]+)\\." + ROLE + "\\.json");
    private static final Pattern CURRENT = Pattern.compile(ROLE + "\\.json");
    private static final Pattern KEY = Pattern.compile("(?<role>snapshot|timestamp)\\.key");

    /** What Notary takes for a collection's name, and its database then does not. */
    private static final Pattern MISNAMED =
            Pattern.compile("/v2/[^*]+/_trust/tuf/(?:(?:snapshot|timestamp)\\.key)?");

    private static final Pattern LOWER_SHA256 = Pattern.compile("[a-f0-9]{64}");

    private NotaryPaths() {}

    static NotaryRoute route(String method, String path) {
        return switch (method) {
            case "GET", "HEAD" -> get(path);
            case "POST" -> post(path);
            case "DELETE" ->
                    path.endsWith(FILES) ? named(path, FILES, NotaryRoute.Delete::new) : NOTHING;
            default -> NOTHING;
        };
    }

    /** What a file's name makes of a collection and a role. */
    private interface Found {
        NotaryRoute route(Gun gun, RoleName role, Matcher file);
    }

    private static NotaryRoute get(String path) {
        return switch (path) {
            case "/v2/" -> new NotaryRoute.Ping();
            case "/_notary_server/health" -> new NotaryRoute.Health();
            case "/metrics" -> new NotaryRoute.Metrics();
            case PREFIX + "_trust/changefeed" -> new NotaryRoute.Changefeed(null);
            default -> {
                if (path.endsWith(".json")) {
                    yield document(path);
                }
                if (path.endsWith(FEED)) {
                    yield named(path, FEED, NotaryRoute.Changefeed::new);
                }
                yield first(path, KEY, (gun, role, _) -> new NotaryRoute.GetKey(gun, role));
            }
        };
    }

    private static NotaryRoute post(String path) {
        var route =
                path.endsWith(FILES)
                        ? named(path, FILES, NotaryRoute.Publish::new)
                        : first(path, KEY, (gun, role, _) -> new NotaryRoute.RotateKey(gun, role));
        return route == NOTHING && MISNAMED.matcher(path).matches()
                ? new NotaryRoute.Misnamed()
                : route;
    }

    private static NotaryRoute document(String path) {
        var byHash =
                first(
                        path,
                        BY_HASH,
                        (gun, role, file) -> new NotaryRoute.ByHash(gun, role, digest(file)));
        if (byHash != NOTHING) {
            return byHash;
        }
        var byVersion =
                first(
                        path,
                        BY_VERSION,
                        (gun, role, file) -> new NotaryRoute.ByVersion(gun, role, number(file)));
        return byVersion != NOTHING
                ? byVersion
                : first(path, CURRENT, (gun, role, _) -> new NotaryRoute.Current(gun, role));
    }

    /** The route at the last place where the rest of the path is such a file. */
    private static NotaryRoute first(String path, Pattern pattern, Found found) {
        if (path.length() > LONGEST) {
            return NOTHING; // no such names, and nothing for a pattern to lose its way in
        }
        for (int at = path.lastIndexOf(FILES); at > 0; at = path.lastIndexOf(FILES, at - 1)) {
            var file = pattern.matcher(path).region(at + FILES.length(), path.length());
            var gun = gun(path, at);
            if (gun != null && file.matches() && RoleName.isValid(file.group("role"))) {
                return found.route(gun, new RoleName(file.group("role")), file);
            }
        }
        return NOTHING;
    }

    private static NotaryRoute named(String path, String suffix, Function<Gun, NotaryRoute> route) {
        var gun = gun(path, path.length() - suffix.length());
        return gun == null ? NOTHING : route.apply(gun);
    }

    /** The name between the prefix and {@code end}; null if no collection can be called that. */
    private static @Nullable Gun gun(String path, int end) {
        if (!path.startsWith(PREFIX) || end < PREFIX.length() || end > LONGEST) {
            return null;
        }
        var name = path.substring(PREFIX.length(), end);
        return Gun.isValid(name) ? new Gun(name) : null;
    }

    /** Only SHA-256 in lower case names anything, though other hex has the form of a route. */
    private static @Nullable Sha256 digest(Matcher file) {
        var hex = file.group("hex");
        return LOWER_SHA256.matcher(hex).matches() ? new Sha256(hex) : null;
    }

    private static int number(Matcher file) {
        try {
            return Integer.parseInt(file.group("version"));
        } catch (NumberFormatException e) {
            return 0; // beyond every version there can be
        }
    }
}
