package dev.tabellion.server.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.e2e.client.Wire;
import dev.tabellion.tlog.MalformedLogData;
import dev.tabellion.tlog.SignedCheckpoint;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log's checkpoint without a pause, whether somebody answers or not, and fails as soon as
 * one is smaller than one before it.
 */
final class CheckpointWatcher implements AutoCloseable {
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final List<SignedCheckpoint> seen = new CopyOnWriteArrayList<>();
    private final Wire wire;
    private final CompletableFuture<Void> work;

    CheckpointWatcher(Wire wire) {
        this.wire = wire;
        this.work = CompletableFuture.runAsync(this::watch);
    }

    private void watch() {
        while (!stopped.get()) {
            SignedCheckpoint now = shown();
            if (now != null && (seen.isEmpty() || !now.equals(seen.getLast()))) {
                if (!seen.isEmpty()) {
                    assertThat(now.head().size())
                            .isGreaterThanOrEqualTo(seen.getLast().head().size());
                }
                seen.add(now);
            }
        }
    }

    private @Nullable SignedCheckpoint shown() {
        try {
            var answer = wire.get("/log/checkpoint");
            return answer.status() == 200 ? SignedCheckpoint.parse(Bytes.of(answer.bytes())) : null;
        } catch (UncheckedIOException e) {
            return null; // nobody is there now
        } catch (MalformedLogData e) {
            throw new AssertionError("no checkpoint", e);
        }
    }

    /** Each that was seen, once for each time it changed. */
    List<SignedCheckpoint> seen() {
        return List.copyOf(seen);
    }

    /** How large the log was when it was last seen. */
    long size() {
        return seen.isEmpty() ? 0 : seen.getLast().head().size().leaves();
    }

    @Override
    public void close() {
        stopped.set(true);
        work.join();
    }
}
