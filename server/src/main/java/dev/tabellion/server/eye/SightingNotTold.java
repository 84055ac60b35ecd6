package dev.tabellion.server.eye;

import org.jspecify.annotations.Nullable;

/** Nobody took a sighting: the server is away, or has enough for now. */
public final class SightingNotTold extends Exception {
    private static final long serialVersionUID = 1;

    public SightingNotTold(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
