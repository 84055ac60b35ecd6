package dev.tabellion.server.imports;

import org.jspecify.annotations.Nullable;

/** A Notary's database, or its dump, that cannot be read; its message is for the operator. */
public final class NotaryUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotaryUnreadable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    NotaryUnreadable(String message) {
        this(message, null);
    }
}
