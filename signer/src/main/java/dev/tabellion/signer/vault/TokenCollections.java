package dev.tabellion.signer.vault;

import dev.tabellion.collection.Gun;
import java.util.List;

/**
 * Which collections' new keys are made in the token: names, or beginnings of names that end in
 * {@code *}. Says nothing of keys that exist: those stay where they were born.
 */
public record TokenCollections(List<String> patterns) {
    public static final TokenCollections NONE = new TokenCollections(List.of());

    public TokenCollections {
        patterns = patterns.stream().map(String::strip).toList();
        patterns.forEach(TokenCollections::check);
    }

    private static void check(String pattern) {
        int star = pattern.indexOf('*');
        if (pattern.isEmpty() || (star >= 0 && star < pattern.length() - 1)) {
            throw new IllegalArgumentException(
                    "a collection in the token is a name, or a beginning followed by '*', not: '"
                            + pattern
                            + "'");
        }
    }

    public boolean isEmpty() {
        return patterns.isEmpty();
    }

    boolean include(Gun gun) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, gun.value()));
    }

    private static boolean matches(String pattern, String name) {
        return pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern);
    }
}
