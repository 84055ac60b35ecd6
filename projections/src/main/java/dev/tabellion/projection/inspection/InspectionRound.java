package dev.tabellion.projection.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.inspection.Beside;
import dev.tabellion.inspection.Claim;
import dev.tabellion.inspection.Examination;
import dev.tabellion.inspection.Fault;
import dev.tabellion.inspection.Finding;
import dev.tabellion.inspection.Inspection;
import dev.tabellion.inspection.Notes;
import dev.tabellion.inspection.RecordSource;
import dev.tabellion.inspection.Spot;
import dev.tabellion.tlog.LeafIndex;
import dev.tabellion.tlog.MerkleTree;
import dev.tabellion.tlog.RightEdge;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.TreeSize;
import dev.tabellion.tlog.UnreadableTile;
import dev.tabellion.verify.JdkSignatureCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * One look at everything from some entry to the head as it was at the beginning, a chunk at a time.
 * Not for several threads.
 */
final class InspectionRound {
    private final DatabaseRecord record;
    private final Notes notes;
    private final Consumer<Finding> findings;
    private final TreeSize end;
    private final Inspection inspection;
    private final Examination examination;
    private final Claim headClaim;
    private final boolean whole;
    private boolean intact = true;
    private boolean joined;

    /** Up to which row the queue was judged. */
    private final AtomicLong queueJudged;

    /**
     * @param from where to begin; 0 if the log does not reach there
     */
    InspectionRound(DatabaseRecord record, Notes notes, long from, Consumer<Finding> findings) {
        this.record = record;
        this.notes = notes;
        this.findings = findings;
        DatabaseLog.Stored stored = record.log().head();
        this.end = stored.head().size();
        long whole = from < end.leaves() ? from / RecordSource.AT_ONCE * RecordSource.AT_ONCE : 0;
        Spot head = Spot.checkpoint(end).with("table", "log_head");
        if (!stored.agrees()) {
            findings.accept(
                    new Finding(Fault.HEAD_DIFFERS, head.with("column", "peaks"), null, null));
        }
        RightEdge before = edge(whole);
        boolean anew = before.size().equals(TreeSize.ZERO);
        this.whole = anew;
        this.inspection =
                new Inspection(
                        record,
                        before,
                        end,
                        anew ? claims(-1, 0) : List.of(),
                        Beside.SERVED,
                        new JdkSignatureCheck(),
                        findings);
        this.examination = new Examination(record, notes.log());
        this.queueJudged = new AtomicLong(anew ? 0 : rowBefore(whole));
        // of the beginning; it may have grown since
        this.headClaim = new Claim(stored.head(), head, Fault.HEAD_DIFFERS);
    }

    /** Of what a round before this one has seen; nothing, if its tiles can no longer be read. */
    private RightEdge edge(long whole) {
        try {
            return new MerkleTree(record.tiles(), new TreeSize(whole)).edge();
        } catch (UnreadableTile e) {
            return RightEdge.EMPTY; // the round comes by there, and names it
        }
    }

    TreeSize end() {
        return end;
    }

    LeafIndex next() {
        return inspection.next();
    }

    boolean isOver() {
        return next().position() >= end.leaves();
    }

    /** Whether it began with the first entry: else much cannot be compared at its end. */
    boolean isWhole() {
        return whole;
    }

    /** Whether it can be gone on with, or finished again, after that has failed. */
    boolean isIntact() {
        return intact;
    }

    /** Examines some more entries, and the notes of the sizes on the way. */
    void goOn() {
        long from = next().position();
        int count = (int) Math.min(RecordSource.AT_ONCE, end.leaves() - from);
        List<Claim> claims = claims(from, from + count);
        var chunks = examination.examine(next(), count);
        intact = false; // tiles and large documents are read while entries are taken in
        inspection.expect(claims);
        if (from + count == end.leaves()) {
            inspection.expect(List.of(headClaim));
        }
        chunks.forEach(chunk -> inspection.accept(chunk.get()));
        intact = true;
        long row = rowBefore(next().position());
        record.waiting().judge(queueJudged.get(), row, findings);
        queueJudged.accumulateAndGet(row, Math::max);
    }

    /** The row of the entry before the given one; 0 if there is none. */
    private long rowBefore(long entry) {
        return record.log().rowOf(entry - 1);
    }

    /** What can only be said once all was seen; to be asked again if it failed. */
    void finish() {
        if (!joined) {
            join();
        }
        record.waiting().judge(queueJudged.get(), findings);
        record.log().judgeEdges(findings);
        record.served().judge(inspection.showings(), findings);
    }

    private void join() {
        // the notes first: a head that was read later and is smaller does not have them
        List<Claim> beyond = claims(end.leaves(), Long.MAX_VALUE);
        TreeSize now = record.log().head().head().size();
        Set<Sha256> forgotten = record.forgottenBeyond(end);
        intact = false;
        inspection.expect(
                beyond.stream().filter(each -> each.head().size().compareTo(now) > 0).toList());
        inspection.finish(forgotten);
        intact = true;
        joined = true;
    }

    private List<Claim> claims(long above, long upTo) {
        List<Claim> claims = new ArrayList<>();
        SortedMap<Long, Bytes> stored = record.log().notes(above, upTo);
        stored.forEach(
                (size, note) -> {
                    Spot spot = Spot.checkpoint(new TreeSize(size));
                    SignedCheckpoint checkpoint = notes.judge(note, new TreeSize(size), findings);
                    if (checkpoint != null) {
                        claims.add(new Claim(checkpoint.head(), spot, Fault.ROOT_DIFFERS));
                    }
                });
        return claims;
    }
}
