package dev.tabellion.server.eye;

import org.jspecify.annotations.Nullable;

/** Nobody took a sighting. */
public final class SightingNotTold extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** What that says about others. */
    enum Reason {
        /** The server is away, or has enough for now: it takes no other one either. */
        NOBODY_LISTENS,
        /** This eye may not tell, or not under this name, until somebody does something. */
        FORBIDDEN,
        /** The server fell over this one: others it may take, and this one some day. */
        THIS_ONE,
        /** Nobody ever takes this one: it is no use to tell it again. */
        FOR_GOOD
    }

    public SightingNotTold(String message, @Nullable Throwable cause) {
        this(message, cause, Reason.NOBODY_LISTENS);
    }

    private SightingNotTold(String message, @Nullable Throwable cause, Reason reason) {
        super(message, cause);
        this.reason = reason;
    }

    public static SightingNotTold because(String message, @Nullable Throwable cause) {
        return new SightingNotTold(message, cause, Reason.THIS_ONE);
    }

    public static SightingNotTold forbidden(String message) {
        return new SightingNotTold(message, null, Reason.FORBIDDEN);
    }

    public static SightingNotTold forGood(String message) {
        return new SightingNotTold(message, null, Reason.FOR_GOOD);
    }

    Reason reason() {
        return reason;
    }
}
