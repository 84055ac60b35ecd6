package dev.tabellion.command.notary;

import dev.tabellion.notary.NotaryError;
import org.jspecify.annotations.Nullable;

/**
 * An error answer: Notary's code, and a detail that tells the client why.
 *
 * @param detail one JSON value, null for an answer without
 */
record Complaint(NotaryError error, @Nullable String detail) {
    static Complaint of(NotaryError error) {
        return new Complaint(error, null);
    }

    byte[] body() {
        return (detail == null ? error.body() : error.body(detail)).toArray();
    }
}
