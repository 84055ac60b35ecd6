package dev.tabellion.e2e.server;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something expensive tried once for all tests of a run. If it failed, every test that needs it
 * fails for that reason at once instead of trying, and waiting, again. It is kept by the launcher's
 * session, as a fork is handed its classes one by one and each is a root of its own.
 */
public final class Attempt<S extends AutoCloseable> implements AutoCloseable {

    private final @Nullable S outcome;
    private final @Nullable Throwable failure;

    private Attempt(@Nullable S outcome, @Nullable Throwable failure) {
        this.outcome = outcome;
        this.failure = failure;
    }

    public static <S extends AutoCloseable> Attempt<S> at(Supplier<S> what) {
        try {
            return new Attempt<>(what.get(), null);
        } catch (AssertionError | RuntimeException e) {
            return new Attempt<>(null, e);
        }
    }

    /** What came of it; fails if nothing did. */
    public S outcome() {
        if (outcome == null) {
            throw new AssertionError("what these tests share could not be started", failure);
        }
        return outcome;
    }

    @Override
    public void close() {
        if (outcome == null) {
            return;
        }
        try {
            outcome.close();
        } catch (Exception e) {
            throw new IllegalStateException("closing what tests shared", e);
        }
    }
}
