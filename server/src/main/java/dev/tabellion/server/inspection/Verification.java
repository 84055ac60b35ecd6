package dev.tabellion.server.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.inspection.DigestSet;
import dev.tabellion.inspection.Fault;
import dev.tabellion.inspection.Finding;
import dev.tabellion.inspection.Inspection;
import dev.tabellion.inspection.Notes;
import dev.tabellion.inspection.Spot;
import dev.tabellion.projection.inspection.ParallelInspection;
import dev.tabellion.projection.inspection.RecordUnreadable;
import dev.tabellion.projection.inspection.ServedTables;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.TreeSize;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
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
     * @param hidden tables of what is served that were compared with nothing
     */
    public record Extent(
            TreeSize entries,
            long checkpoints,
            @Nullable SignedCheckpoint newest,
            @Nullable TreeSize witnessed,
            boolean actors,
            List<String> hidden,
            long waiting) {
        public Extent {
            hidden = List.copyOf(hidden);
        }
    }

    /**
     * @param remembered from an earlier look, whatever it was believed for then
     * @param findings is called by this thread only
     * @throws RecordUnreadable if the log could not be read to its end
     */
    public Extent run(
            @Nullable SignedCheckpoint remembered, Progress progress, Consumer<Finding> findings) {
        SignedCheckpoint newest = newest(_ -> {}); // told on the way
        var published = new PublishedClaims(log, notes);
        if (newest == null && log.noteBelow(Long.MAX_VALUE) != null) {
            newest(findings); // nothing is right that entries could be held against
            return new Extent(
                    TreeSize.ZERO,
                    0,
                    null,
                    null,
                    log.source().tellsActors(),
                    ServedTables.NAMES,
                    0);
        }
        TreeSize size = newest == null ? TreeSize.ZERO : newest.head().size();
        published.beside(log.claims());
        if (remembered != null) {
            published.beside(List.of(PublishedClaims.of(remembered.head(), "remembered")));
            judgeForgotten(remembered.head().size(), size, findings);
        }
        TreeSize end = log.size(size);
        progress.begin(end);
        DigestSet named = new DigestSet();
        Inspection seen =
                new ParallelInspection(log.source(), notes.log(), log.beside(), threads)
                        .run(end, published, named::add, progress::done, findings);
        TreeSize witnessed = newest == null ? null : witnessed();
        judgeWitnesses(newest, witnessed, findings);
        return new Extent(
                end,
                published.right(),
                newest,
                witnessed,
                log.source().tellsActors(),
                log.hidden(),
                log.judgeRest(seen, named, findings));
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
        return newest(_ -> true, findings);
    }

    private @Nullable SignedCheckpoint newest(
            Predicate<SignedCheckpoint> wanted, Consumer<Finding> findings) {
        Long size = log.noteBelow(Long.MAX_VALUE);
        while (size != null) {
            for (Bytes note : log.notes(size - 1, size).values()) {
                SignedCheckpoint checkpoint = notes.judge(note, new TreeSize(size), findings);
                if (checkpoint != null && wanted.test(checkpoint)) {
                    return checkpoint;
                }
            }
            size = log.noteBelow(size);
        }
        return null;
    }

    private @Nullable TreeSize witnessed() {
        if (notes.policy() == null) {
            return null;
        }
        SignedCheckpoint checkpoint = newest(notes::isWitnessed, _ -> {});
        return checkpoint == null ? null : checkpoint.head().size();
    }

    private void judgeWitnesses(
            @Nullable SignedCheckpoint newest,
            @Nullable TreeSize witnessed,
            Consumer<Finding> findings) {
        if (newest != null && witnessed == null && notes.policy() != null) {
            Spot spot = Spot.checkpoint(newest.head().size());
            findings.accept(new Finding(Fault.QUORUM_MISSING, spot, null, null));
        }
    }
}
