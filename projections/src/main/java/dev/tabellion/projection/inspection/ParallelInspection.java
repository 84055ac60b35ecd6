package dev.tabellion.projection.inspection;

import dev.tabellion.inspection.Claim;
import dev.tabellion.inspection.Examination;
import dev.tabellion.inspection.ExaminedChunk;
import dev.tabellion.inspection.Finding;
import dev.tabellion.inspection.Inspection;
import dev.tabellion.inspection.RecordSource;
import dev.tabellion.tlog.LeafIndex;
import dev.tabellion.tlog.Origin;
import dev.tabellion.tlog.RightEdge;
import dev.tabellion.tlog.TreeSize;
import dev.tabellion.verify.JdkSignatureCheck;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * A whole log inspected as fast as the machine allows: chunks are fetched and examined by several
 * threads and taken in their order by the caller's. Holds a bounded number of chunks at a time.
 */
public final class ParallelInspection {
    private static final int CHUNKS_AHEAD = 3;

    private final RecordSource source;
    private final Origin log;
    private final int threads;

    public ParallelInspection(RecordSource source, Origin log, int threads) {
        this.source = source;
        this.log = log;
        this.threads = threads;
    }

    /**
     * @param progress is told how many entries are done
     * @param findings is called by this thread only
     */
    public void run(
            TreeSize end, List<Claim> claims, LongConsumer progress, Consumer<Finding> findings) {
        var inspection =
                new Inspection(
                        source, RightEdge.EMPTY, end, claims, new JdkSignatureCheck(), findings);
        var examination = new Examination(source, log);
        Deque<Future<ExaminedChunk>> ahead = new ArrayDeque<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            try {
                long asked = 0;
                while (inspection.next().position() < end.leaves()) {
                    while (ahead.size() < threads * CHUNKS_AHEAD && asked < end.leaves()) {
                        LeafIndex first = new LeafIndex(asked);
                        int count = (int) Math.min(RecordSource.AT_ONCE, end.leaves() - asked);
                        ahead.add(workers.submit(() -> examination.examine(first, count)));
                        asked += count;
                    }
                    inspection.accept(taken(ahead.remove()));
                    progress.accept(inspection.next().position());
                }
            } finally {
                workers.shutdownNow();
            }
        }
        inspection.finish(source.forgottenBeyond(end));
    }

    private static ExaminedChunk taken(Future<ExaminedChunk> chunk) {
        try {
            return chunk.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while inspecting a log");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("examining entries", e.getCause());
        }
    }
}
