package dev.tabellion.e2e.process;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A process of another program and all that it started. */
public record ProcessTree(ProcessHandle root) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** {@code kill -9} of each; returns when all are gone, so that none still writes a file. */
    public void kill() {
        var all = Stream.concat(Stream.of(root), root.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(all);
    }

    /** Returns when the root is gone, which ends what it started first. */
    public void awaitEnd() {
        awaitEnd(List.of(root));
    }

    private static void awaitEnd(List<ProcessHandle> all) {
        Deadline.await(
                PATIENCE,
                () -> all.stream().noneMatch(ProcessHandle::isAlive),
                () -> "end of " + all);
    }
}
