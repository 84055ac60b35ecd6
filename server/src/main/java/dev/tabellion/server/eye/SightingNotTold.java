package dev.tabellion.server.eye;

import org.jspecify.annotations.Nullable;

/** Nobody took a sighting: the server is away, or has enough for now, or will never have it. */
public final class SightingNotTold extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean lasting;

    public SightingNotTold(String message, @Nullable Throwable cause) {
        this(message, cause, false);
    }

    private SightingNotTold(String message, @Nullable Throwable cause, boolean lasting) {
        super(message, cause);
        this.lasting = lasting;
    }

    /** Nobody ever will: it is no use to tell it again. */
    public static SightingNotTold forGood(String message) {
        return new SightingNotTold(message, null, true);
    }

    boolean isLasting() {
        return lasting;
    }
}
