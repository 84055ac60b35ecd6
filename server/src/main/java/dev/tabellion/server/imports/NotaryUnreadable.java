package dev.tabellion.server.imports;

/** A Notary's database that cannot be read; its message is for the operator. */
public final class NotaryUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotaryUnreadable(String message, Throwable cause) {
        super(message, cause);
    }
}
