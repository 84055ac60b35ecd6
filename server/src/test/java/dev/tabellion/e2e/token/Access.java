package dev.tabellion.e2e.token;

import java.util.List;

/** What a token allows on one thing, as it stands in its {@code access} claim. */
public record Access(String type, String name, List<String> actions) {

    /** These actions on a collection. */
    public static Access to(String gun, String... actions) {
        return new Access("repository", gun, List.of(actions));
    }

    /** What a client asks for: {@code repository:name:push,pull}; the name may hold colons. */
    static Access parse(String scope) {
        int type = scope.indexOf(':');
        int actions = scope.lastIndexOf(':');
        return new Access(
                scope.substring(0, type),
                scope.substring(type + 1, actions),
                List.of(scope.substring(actions + 1).split(",", -1)));
    }
}
