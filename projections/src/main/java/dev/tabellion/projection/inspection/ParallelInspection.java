package dev.tabellion.projection.inspection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.inspection.Beside;
import dev.tabellion.inspection.Claim;
import dev.tabellion.inspection.Examination;
import dev.tabellion.inspection.ExaminedChunk;
import dev.tabellion.inspection.Finding;
import dev.tabellion.inspection.Inspection;
import dev.tabellion.inspection.RecordSource;
import dev.tabellion.tlog.LeafIndex;
import dev.tabellion.tlog.LogResource;
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
import java.util.function.Supplier;

/**
 * A whole log inspected as fast as the machine allows: chunks are fetched and examined by several
 * threads and taken in their order by the caller's. Holds a bounded number of chunks at a time.
 */
public final class ParallelInspection {
    /** Of a thread. */
    private static final int CHUNKS_AHEAD = 2;

    /** Whole bundles, and few: what is held long, the collector moves from place to place. */
    private static final int CHUNK = 2 * LogResource.FULL;

    private final RecordSource source;
    private final Origin log;
    private final Beside beside;
    private final int threads;

    public ParallelInspection(RecordSource source, Origin log, Beside beside, int threads) {
        this.source = source;
        this.log = log;
        this.beside = beside;
        this.threads = threads;
    }

    /**
     * The roots that are stated; asked range by range, as there may be as many as entries, and by
     * several threads at once: signatures cost the most of all.
     */
    public interface Claims {
        /** Of sizes above {@code above}, up to {@code upTo}. */
        Stated within(long above, long upTo);
    }

    /**
     * @param findings what is wrong with those that are no claims for it
     */
    public record Stated(List<Claim> claims, List<Finding> findings) {
        public Stated {
            claims = List.copyOf(claims);
            findings = List.copyOf(findings);
        }

        /** The claims, once the findings are told. */
        private List<Claim> telling(Consumer<Finding> told) {
            findings.forEach(told);
            return claims;
        }
    }

    /** What is made of a chunk meanwhile: what is claimed of its sizes, and its entries. */
    private record Ahead(Future<Stated> stated, Future<List<Supplier<ExaminedChunk>>> entries) {}

    /**
     * Answers what it came to, at the end.
     *
     * @param documents is told of each that entries name, unless nothing is beside the record
     * @param progress is told how many entries are done
     * @param findings is called by this thread only
     */
    public Inspection run(
            TreeSize end,
            Claims claims,
            Consumer<Sha256> documents,
            LongConsumer progress,
            Consumer<Finding> findings) {
        var inspection =
                new Inspection(
                        source,
                        RightEdge.EMPTY,
                        end,
                        claims.within(-1, 0).telling(findings),
                        beside,
                        new JdkSignatureCheck(),
                        findings);
        if (beside == Beside.SERVED) {
            inspection.naming(documents);
        }
        var examination = new Examination(source, log);
        Deque<Ahead> ahead = new ArrayDeque<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            try {
                long asked = 0;
                while (inspection.next().position() < end.leaves()) {
                    while (ahead.size() < threads * CHUNKS_AHEAD && asked < end.leaves()) {
                        long from = asked;
                        long to = Math.min(from + CHUNK, end.leaves());
                        LeafIndex first = new LeafIndex(from);
                        int count = (int) (to - from);
                        ahead.add(
                                new Ahead(
                                        workers.submit(() -> claims.within(from, to)),
                                        workers.submit(() -> examination.examine(first, count))));
                        asked = to;
                    }
                    Ahead next = ahead.remove();
                    inspection.expect(taken(next.stated()).telling(findings));
                    taken(next.entries()).forEach(chunk -> inspection.accept(chunk.get()));
                    progress.accept(inspection.next().position());
                }
            } finally {
                workers.shutdownNow();
            }
        }
        inspection.expect(claims.within(end.leaves(), Long.MAX_VALUE).telling(findings));
        inspection.finish(source.forgottenBeyond(end));
        return inspection;
    }

    private static <T> T taken(Future<T> made) {
        try {
            return made.get();
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
