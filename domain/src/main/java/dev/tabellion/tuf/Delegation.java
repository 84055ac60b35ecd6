package dev.tabellion.tuf;

import java.util.List;

/** A delegated role: who may sign for it, and for which path prefixes it speaks. */
public record Delegation(RoleName name, RoleKeys keys, List<String> paths) {
    public Delegation {
        paths = List.copyOf(paths);
    }
}
