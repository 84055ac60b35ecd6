package dev.tabellion.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.signer.book.Verification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the tests of a class the same {@link TwoBooks}, and audits both when all were run. */
final class OwnBooks implements ParameterResolver, AfterAllCallback {
    private static final Namespace OURS = Namespace.create(OwnBooks.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TwoBooks.class;
    }

    @Override
    public TwoBooks resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(OURS).computeIfAbsent(TwoBooks.class, _ -> open(), TwoBooks.class);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        TwoBooks books = books(context);
        assertThat(books.book.verify()).isInstanceOf(Verification.Intact.class);
        BookAudit.of(books.journalAfter(0), books.record);
    }

    private static TwoBooks books(ExtensionContext context) {
        return context.getStore(OURS).computeIfAbsent(TwoBooks.class, _ -> open(), TwoBooks.class);
    }

    /** Closed with the store that it is kept in. */
    private static TwoBooks open() {
        try {
            return new TwoBooks(Files.createTempDirectory("two-books-"));
        } catch (IOException e) {
            throw new UncheckedIOException("making a place for a journal's head", e);
        }
    }
}
