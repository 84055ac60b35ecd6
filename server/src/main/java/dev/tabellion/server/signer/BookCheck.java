package dev.tabellion.server.signer;

import dev.tabellion.notary.HealthCheck;
import dev.tabellion.signer.book.Book;
import org.jspecify.annotations.Nullable;

/** Whether the signer's book can be written to; while it cannot, nothing is signed. */
record BookCheck(Book book) implements HealthCheck {
    @Override
    public String name() {
        return "Journal operational";
    }

    @Override
    public @Nullable String complaint() {
        return book.complaint();
    }
}
