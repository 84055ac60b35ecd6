package dev.tabellion.tuf;

import org.jspecify.annotations.Nullable;

/** Metadata that says who signs for other roles. */
public sealed interface Delegator permits Root, Targets {
    /** The keys of {@code role}, or null if this document does not delegate to it. */
    @Nullable RoleKeys keysOf(RoleName role);
}
