package dev.tabellion.projection.inspection;

import org.jspecify.annotations.Nullable;

/** The record could not be read, so nothing can be said of it. */
public final class RecordUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public RecordUnreadable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
