package dev.tabellion.server.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.inspection.Claim;
import dev.tabellion.inspection.Fault;
import dev.tabellion.inspection.Finding;
import dev.tabellion.inspection.Notes;
import dev.tabellion.inspection.Spot;
import dev.tabellion.projection.inspection.ParallelInspection;
import dev.tabellion.projection.inspection.RecordUnreadable;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.TreeHead;
import dev.tabellion.tlog.TreeSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All that can be checked of a log by who has it: notes by their keys, then every entry, and every
 * note and remembered checkpoint by the entries. Says what is wrong, and changes nothing.
 */
public final class Verification {
    private final OpenedLog log;
    private final Notes notes;
    private final int threads;

    public Verification(OpenedLog log, TrustedKeys keys, int threads) {
        this.log = log;
        this.notes = keys.notes();
        this.threads = threads;
    }

    /**
     * What was looked at.
     *
     * @param newest the largest checkpoint that is right as a note; null before the first
     * @param witnessed the largest of them that satisfies the policy
     * @param actors whether commitments could be held against their rows
     */
    public record Extent(
            TreeSize entries,
            int checkpoints,
            @Nullable SignedCheckpoint newest,
            @Nullable TreeSize witnessed,
            boolean actors,
            long waiting) {}

    /**
     * @param remembered from an earlier look, whatever it was believed for then
     * @param findings may be called by several threads, one at a time
     * @throws RecordUnreadable if the log could not be read to its end
     */
    public Extent run(
            @Nullable SignedCheckpoint remembered, Progress progress, Consumer<Finding> findings) {
        SortedMap<Long, Bytes> stored = log.notes();
        List<SignedCheckpoint> right = right(stored, findings);
        SignedCheckpoint newest = right.isEmpty() ? null : right.getLast();
        TreeSize published = newest == null ? TreeSize.ZERO : newest.head().size();
        if (newest == null && !stored.isEmpty()) {
            return extent(
                    TreeSize.ZERO, right, 0); // told; there is nothing to hold entries against
        }
        TreeSize end = log.size(published);
        List<Claim> claims = new ArrayList<>(log.claims());
        right.forEach(each -> claims.add(claim(each.head(), "published")));
        if (remembered != null) {
            claims.add(claim(remembered.head(), "remembered"));
            judgeForgotten(remembered.head().size(), published, findings);
        }
        progress.begin(end);
        new ParallelInspection(log.source(), notes.log(), threads)
                .run(end, claims, progress::done, findings);
        judgeWitnesses(right, findings);
        return extent(end, right, log.judgeWaiting(findings));
    }

    /** Entries may be there still: who shows less than before has forgotten it, or hides it. */
    private static void judgeForgotten(
            TreeSize remembered, TreeSize published, Consumer<Finding> findings) {
        if (published.compareTo(remembered) < 0) {
            findings.accept(
                    new Finding(
                            Fault.LOG_SHRANK,
                            Spot.checkpoint(remembered).with("kept", "remembered"),
                            "a checkpoint of " + remembered + " entries or more",
                            "one of " + published));
        }
    }

    /** The largest checkpoint that is right as a note; null, with all findings told, if none is. */
    public @Nullable SignedCheckpoint newest(Consumer<Finding> findings) {
        List<SignedCheckpoint> right = right(log.notes(), findings);
        return right.isEmpty() ? null : right.getLast();
    }

    private static Claim claim(TreeHead head, String kept) {
        return new Claim(head, Spot.checkpoint(head.size()).with("kept", kept), Fault.ROOT_DIFFERS);
    }

    /** By ascending size. Signatures cost the most of all, so they are checked side by side. */
    private List<SignedCheckpoint> right(
            SortedMap<Long, Bytes> stored, Consumer<Finding> findings) {
        return stored.entrySet().parallelStream()
                .map(each -> judged(each.getValue(), new TreeSize(each.getKey()), findings))
                .filter(Objects::nonNull)
                .toList();
    }

    private @Nullable SignedCheckpoint judged(
            Bytes note, TreeSize size, Consumer<Finding> findings) {
        List<Finding> own = new ArrayList<>();
        SignedCheckpoint checkpoint = notes.judge(note, size, own::add);
        if (!own.isEmpty()) {
            synchronized (this) {
                own.forEach(findings);
            }
        }
        return checkpoint;
    }

    private void judgeWitnesses(List<SignedCheckpoint> right, Consumer<Finding> findings) {
        if (!right.isEmpty() && witnessed(right) == null && notes.policy() != null) {
            findings.accept(
                    new Finding(
                            Fault.QUORUM_MISSING,
                            Spot.checkpoint(right.getLast().head().size()),
                            null,
                            null));
        }
    }

    private @Nullable TreeSize witnessed(List<SignedCheckpoint> right) {
        return notes.policy() == null
                ? null
                : right.reversed().stream()
                        .filter(notes::isWitnessed)
                        .findFirst()
                        .map(each -> each.head().size())
                        .orElse(null);
    }

    private Extent extent(TreeSize end, List<SignedCheckpoint> right, long waiting) {
        return new Extent(
                end,
                right.size(),
                right.isEmpty() ? null : right.getLast(),
                witnessed(right),
                log.source().tellsActors(),
                waiting);
    }
}
