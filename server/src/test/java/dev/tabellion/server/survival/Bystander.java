package dev.tabellion.server.survival;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.e2e.process.Deadline;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.server.LogAudit;
import dev.tabellion.inspection.Finding;
import dev.tabellion.projection.inspection.DatabaseRecord;
import dev.tabellion.projection.inspection.InspectionNews;
import dev.tabellion.projection.inspection.InspectionTerms;
import dev.tabellion.projection.inspection.RollingInspection;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.signer.checkpoint.FolderCheckpointSigner;
import dev.tabellion.signer.checkpoint.LogFolder;
import dev.tabellion.tlog.CheckpointSigner;
import dev.tabellion.tlog.ConsistencyProof;
import dev.tabellion.tlog.Halt;
import dev.tabellion.tlog.Origin;
import dev.tabellion.tlog.TreeSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Another holder of a log's key, on a copy of its folder: inspects the record in short rounds, as
 * the log's own does in long ones.
 */
final class Bystander implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final InspectionTerms RESTLESS =
            new InspectionTerms(Duration.ofSeconds(1), Duration.ofMillis(100), 1_000_000);

    private final Folder folder = Folder.make();
    private final AtomicLong rounds = new AtomicLong();
    private final FolderCheckpointSigner signer;
    private final RollingInspection inspection;

    private Bystander(Path log, DatabaseOwner owner, Origin origin) throws IOException {
        for (String name : new String[] {"key.pem", "head"}) {
            Files.copy(log.resolve(name), folder.path().resolve(name));
        }
        signer =
                FolderCheckpointSigner.open(
                        new LogFolder(folder.path()), origin, Clock.systemUTC());
        inspection =
                new RollingInspection(
                        DatabaseRecord.always(LogAudit.dataSource(owner)),
                        signer,
                        signer::halt,
                        () -> false, // however slow a machine is, edits are what halts
                        RESTLESS,
                        folder.path().resolve("inspected"),
                        Clock.systemUTC(),
                        new Counting());
        inspection.start();
    }

    static Bystander of(Path data, DatabaseOwner owner) throws IOException {
        return new Bystander(data.resolve("log"), owner, LogAudit.keys(data).origin());
    }

    Halt awaitHalt() {
        Deadline.await(PATIENCE, () -> signer.halted() != null, () -> "the log is halted");
        Halt halt = signer.halted();
        if (halt == null) {
            throw new AssertionError("halted, and then not");
        }
        return halt;
    }

    void awaitRounds(int count) {
        Deadline.await(PATIENCE, () -> rounds.get() >= count, () -> count + " rounds");
    }

    /** Whether it would, for who asks as one has to. */
    boolean signs() {
        return !(signer.sign(Bytes.utf8("-"), TreeSize.ZERO, ConsistencyProof.EMPTY)
                instanceof CheckpointSigner.Answer.Halted);
    }

    @Override
    public void close() {
        inspection.close();
        signer.close();
        folder.close();
    }

    private final class Counting implements InspectionNews {
        @Override
        public void progressed(long done, long size) {}

        @Override
        public void found(Finding finding) {}

        @Override
        public void finished(Instant at, long findings) {
            rounds.incrementAndGet();
        }
    }
}
