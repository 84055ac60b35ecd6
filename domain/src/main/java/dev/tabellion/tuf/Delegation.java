package dev.tabellion.tuf;

import java.util.List;

/**
 * A delegated role: who may sign for it, and for which target paths it speaks.
 *
 * @param rule how {@code paths} are meant
 * @param terminating whether no later delegation is asked about what this one speaks for
 */
public record Delegation(
        RoleName name, RoleKeys keys, List<String> paths, PathRule rule, boolean terminating) {
    public Delegation {
        paths = List.copyOf(paths);
    }

    /** As in Notary's dialect: by prefixes, and never the last word. */
    public Delegation(RoleName name, RoleKeys keys, List<String> paths) {
        this(name, keys, paths, PathRule.PREFIX, false);
    }

    public boolean speaksFor(String target) {
        return paths.stream().anyMatch(path -> rule.matches(path, target));
    }
}
