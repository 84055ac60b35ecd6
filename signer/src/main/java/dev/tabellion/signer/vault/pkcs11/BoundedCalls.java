package dev.tabellion.signer.vault.pkcs11;

import dev.tabellion.collection.SignerUnavailable;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls that may hang where Java cannot interrupt them, on threads of their own: whoever asks is
 * let go in time, and never more calls hang than there are threads.
 */
final class BoundedCalls implements AutoCloseable {
    private static final int WAITING_PER_THREAD = 64;

    private final ThreadPoolExecutor threads;
    private final Duration patience;

    BoundedCalls(String name, int atOnce, Duration patience) {
        this.patience = patience;
        this.threads =
                new ThreadPoolExecutor(
                        atOnce,
                        atOnce,
                        1,
                        TimeUnit.MINUTES,
                        new ArrayBlockingQueue<>(atOnce * WAITING_PER_THREAD),
                        Thread.ofPlatform().name(name + "-", 1).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * @throws SignerUnavailable if there is no answer in time, or too many wait for one
     */
    <T> T call(String doing, Callable<T> call) {
        return call(doing, patience, call);
    }

    /**
     * The same for what may take longer than others have patience.
     *
     * @throws SignerUnavailable if there is no answer in that time, or too many wait for one
     */
    <T> T call(String doing, Duration limit, Callable<T> call) {
        Future<T> answer;
        try {
            answer = threads.submit(call);
        } catch (RejectedExecutionException e) {
            throw new SignerUnavailable(doing + ": too many wait for the token", e);
        }
        try {
            return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true); // what has not begun never will
            throw new SignerUnavailable(doing + ": no answer within " + limit, e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new SignerUnavailable(doing + ": interrupted", e);
        } catch (ExecutionException e) {
            throw cause(doing, e);
        }
    }

    private static RuntimeException cause(String doing, ExecutionException e) {
        return switch (e.getCause()) {
            case SignerUnavailable unavailable -> new SignerUnavailable(doing, unavailable);
            case RuntimeException defect -> defect;
            case null, default -> new SignerUnavailable(doing, e);
        };
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
