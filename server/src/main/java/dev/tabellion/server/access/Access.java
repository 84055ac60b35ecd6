package dev.tabellion.server.access;

import dev.tabellion.api.ApiRole;
import dev.tabellion.collection.Gun;
import dev.tabellion.notary.NotaryRoute;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One action on one thing, in the words of registry tokens: {@code repository:acme/app:pull}. Never
 * a wildcard of names; {@code *} as an action covers every other.
 */
record Access(String type, String name, String action) {
    static final String EVERY_ACTION = "*";

    private static final List<Access> CATALOG =
            List.of(new Access("registry", "catalog", EVERY_ACTION));

    private static final String OURS = "tabellion";

    /** A role of the API's, or one that implies it. */
    static Access api(ApiRole least) {
        return new Access(OURS, "api", least.word());
    }

    static Access pull(Gun gun) {
        return new Access("repository", gun.value(), "pull");
    }

    /** Whether a token that allows this action on the thing is enough. */
    boolean isCoveredBy(String granted) {
        return granted.equals(action)
                || granted.equals(EVERY_ACTION)
                || (type.equals(OURS) && implies(granted));
    }

    private boolean implies(String granted) {
        return Stream.of(ApiRole.values())
                .filter(role -> role.word().equals(granted))
                .anyMatch(role -> role.implies(ApiRole.valueOf(action.toUpperCase(Locale.ROOT))));
    }

    /** What a route needs, all of it; nothing for what is open to everyone. */
    static List<Access> neededFor(NotaryRoute route) {
        return switch (route) {
            case NotaryRoute.Health _, NotaryRoute.Metrics _ -> List.of();
            case NotaryRoute.Ping _, NotaryRoute.Misnamed _, NotaryRoute.Nothing _ -> CATALOG;
            case NotaryRoute.Changefeed(var gun) -> gun == null ? CATALOG : on(gun, "pull");
            case NotaryRoute.Current(var gun, _) -> on(gun, "pull");
            case NotaryRoute.ByHash(var gun, _, _) -> on(gun, "pull");
            case NotaryRoute.ByVersion(var gun, _, _) -> on(gun, "pull");
            case NotaryRoute.Publish(var gun) -> on(gun, "push", "pull");
            case NotaryRoute.GetKey(var gun, _) -> on(gun, "push", "pull");
            case NotaryRoute.RotateKey(var gun, _) -> on(gun, EVERY_ACTION);
            case NotaryRoute.Delete(var gun) -> on(gun, EVERY_ACTION);
        };
    }

    private static List<Access> on(Gun gun, String action) {
        return List.of(new Access("repository", gun.value(), action));
    }

    private static List<Access> on(Gun gun, String first, String second) {
        return List.of(
                new Access("repository", gun.value(), first),
                new Access("repository", gun.value(), second));
    }
}
