package dev.tabellion.query.notary;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Lets many who want the same path at once wait for one read. What they get may have been read
 * before they asked: the caller must look whether it is fresh.
 */
final class Flights {
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final ConcurrentHashMap<String, CompletableFuture<Copy>> under =
            new ConcurrentHashMap<>();

    Copy share(String path, Supplier<Copy> read) {
        CompletableFuture<Copy> own = new CompletableFuture<>();
        CompletableFuture<Copy> first = under.putIfAbsent(path, own);
        return first == null ? fly(path, own, read) : await(path, first);
    }

    private Copy fly(String path, CompletableFuture<Copy> own, Supplier<Copy> read) {
        try {
            Copy copy = read.get();
            own.complete(copy);
            return copy;
        } catch (RuntimeException e) {
            own.completeExceptionally(e);
            throw e;
        } finally {
            under.remove(path, own);
        }
    }

    private static Copy await(String path, CompletableFuture<Copy> first) {
        try {
            return first.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new DataAccessResourceFailureException("waiting for a read of " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataAccessResourceFailureException("interrupted at a read of " + path, e);
        }
    }
}
