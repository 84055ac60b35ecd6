package dev.tabellion.notary;

import dev.tabellion.collection.Gun;
import java.util.List;

/**
 * Which names this server is for: those that begin with one of the prefixes, or all if there are
 * none. Never looks at the name's parts: a prefix is text, and ends in a slash.
 */
public record GunPrefixes(List<String> prefixes) {
    public static final GunPrefixes ALL = new GunPrefixes(List.of());

    public GunPrefixes {
        prefixes = List.copyOf(prefixes);
        for (String prefix : prefixes) {
            if (!prefix.endsWith("/") || !new RequestPath("/" + prefix).isClean()) {
                throw new IllegalArgumentException(
                        "a prefix of collections' names ends in '/' and has no empty, '.' or '..'"
                                + " part: "
                                + prefix);
            }
        }
    }

    public boolean cover(Gun gun) {
        return prefixes.isEmpty() || prefixes.stream().anyMatch(gun.value()::startsWith);
    }
}
