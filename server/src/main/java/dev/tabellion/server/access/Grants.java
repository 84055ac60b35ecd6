package dev.tabellion.server.access;

import dev.tabellion.api.ApiRole;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a token allows. It never allows what it does not name. */
record Grants(Map<Thing, Set<String>> actions) {
    record Thing(String type, String name) {}

    Grants {
        actions = Map.copyOf(actions);
    }

    /**
     * Reads the claim {@code access}: a list of type, name and actions.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    static Grants of(Object claim) {
        var actions = new HashMap<Thing, Set<String>>();
        for (var entry : list(claim)) {
            if (!(entry instanceof Map<?, ?> fields)) {
                throw new IllegalArgumentException("an access entry is not an object");
            }
            var thing = new Thing(text(fields.get("type")), text(fields.get("name")));
            var allowed = actions.computeIfAbsent(thing, _ -> new HashSet<>());
            if (fields.get("actions") != null) {
                list(fields.get("actions")).forEach(action -> allowed.add(text(action)));
            }
        }
        return new Grants(actions);
    }

    boolean cover(List<Access> needed) {
        for (var access : needed) {
            var allowed = actions.get(new Thing(access.type(), access.name()));
            if (allowed == null || allowed.stream().noneMatch(access::isCoveredBy)) {
                return false;
            }
        }
        return true;
    }

    /** The roles of the API that it gives. */
    Set<ApiRole> roles() {
        return Stream.of(ApiRole.values())
                .filter(role -> cover(List.of(Access.api(role))))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<?> list(Object claim) {
        if (claim instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("access or actions is not a list");
    }

    private static String text(@Nullable Object claim) {
        if (claim instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("a type, name or action is not a string");
    }
}
