package dev.tabellion.projection.alert;

import org.jspecify.annotations.Nullable;

/**
 * How it goes with a webhook.
 *
 * @param paused why nothing is sent to it; null if it is
 * @param waiting what it has yet to be sent
 * @param dead what was given up
 * @param beyond findings of which nobody has seen yet whether they concern it
 */
public record HookStanding(
        String name,
        boolean failing,
        @Nullable String paused,
        long waiting,
        long dead,
        long beyond) {}
