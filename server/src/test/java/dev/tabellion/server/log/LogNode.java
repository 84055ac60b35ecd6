package dev.tabellion.server.log;

import dev.tabellion.projection.log.LogKeeper;
import dev.tabellion.projection.log.LogNews;
import dev.tabellion.projection.log.LogStanding;
import dev.tabellion.projection.log.LogTerms;
import dev.tabellion.projection.log.PublishedCheckpoints;
import dev.tabellion.server.command.BrittleDataSource;
import dev.tabellion.signer.checkpoint.FolderCheckpointSigner;
import dev.tabellion.signer.checkpoint.LogFolder;
import dev.tabellion.tlog.Origin;
import dev.tabellion.tlog.SignedCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/** A node that keeps a log, one turn at a time, and all that it ever brought out. */
final class LogNode implements AutoCloseable {
    static final Origin ORIGIN = new Origin("example.com/log");

    /** Under load no turn waits for the next, and the lease is only over when a test says so. */
    static final LogTerms TERMS =
            new LogTerms(Duration.ofMillis(20), Duration.ofMinutes(5), Duration.ofMinutes(10));

    final FolderCheckpointSigner signer;
    final BrittleKey key;
    final BrittleDataSource database;
    final LogKeeper keeper;
    final List<SignedCheckpoint> broughtOut = new ArrayList<>();
    final AtomicBoolean losesNext = new AtomicBoolean();
    final AtomicBoolean keepsNext = new AtomicBoolean();

    LogNode(Path folder, LogRecord record) {
        this(folder, record, TERMS);
    }

    LogNode(Path folder, LogRecord record, LogTerms terms) {
        var clock = Clock.systemUTC();
        this.signer = FolderCheckpointSigner.open(new LogFolder(made(folder)), ORIGIN, clock);
        this.key = new BrittleKey(signer);
        this.database = new BrittleDataSource(record.log);
        var checkpoints = new PublishedCheckpoints(database);
        this.keeper =
                new LogKeeper(
                        database,
                        key,
                        ORIGIN,
                        signed -> bring(checkpoints, clock, signed),
                        UUID.randomUUID(),
                        terms,
                        new LogNews());
    }

    private void bring(PublishedCheckpoints checkpoints, Clock clock, SignedCheckpoint signed) {
        if (losesNext.getAndSet(false)) {
            throw new IllegalStateException("the process died before it published");
        }
        broughtOut.add(signed);
        checkpoints.publish(signed, clock.instant());
        if (keepsNext.getAndSet(false)) {
            throw new IllegalStateException("the process died when it had published");
        }
    }

    LogStanding turn() {
        return keeper.turn();
    }

    /** What a node of the same log needs: its key, and what was signed so far. */
    static Path copyOf(Path folder, Path copy) throws IOException {
        Files.createDirectories(copy);
        for (String name : List.of("key.pem", "head")) {
            Files.copy(folder.resolve(name), copy.resolve(name));
        }
        return copy;
    }

    /** As {@code tabellion log resume} does, beside a node that may be running. */
    static void resume(Path folder, String reason) {
        LogFolder log = new LogFolder(folder);
        log.resume(log.mark().halts(), Instant.now(), "Ada", reason);
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new IllegalStateException("making " + folder, e);
        }
    }

    /** Dies: the place in the log stays taken. */
    @Override
    public void close() {
        signer.close();
    }
}
