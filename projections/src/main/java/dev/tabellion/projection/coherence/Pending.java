package dev.tabellion.projection.coherence;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A notice and the nodes that have not answered it. */
final class Pending {
    private final Notice notice;
    private final Set<UUID> silent = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Boolean> done = new CompletableFuture<>();

    Pending(Notice notice, Set<UUID> nodes) {
        this.notice = notice;
        this.silent.addAll(nodes);
    }

    Notice notice() {
        return notice;
    }

    Set<UUID> silent() {
        return Set.copyOf(silent);
    }

    void acknowledged(UUID node) {
        silent.remove(node);
        completeIfQuiet();
    }

    /** A node whose row is gone serves no copies. */
    void present(Set<UUID> nodes) {
        silent.retainAll(nodes);
        completeIfQuiet();
    }

    private void completeIfQuiet() {
        if (silent.isEmpty()) {
            done.complete(true);
        }
    }

    void fail(Exception cause) {
        done.completeExceptionally(cause);
    }

    /** Whether nobody is silent any more, after at most this long. */
    boolean await(Duration patience) {
        try {
            return done.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "telling the other nodes that " + notice.gun() + " changed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "interrupted while the other nodes dropped their copies of " + notice.gun(), e);
        }
    }
}
