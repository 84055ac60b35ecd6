package dev.tabellion.inspection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.tlog.LeafIndex;
import dev.tabellion.tlog.RightEdge;
import dev.tabellion.tlog.TreeSize;
import dev.tabellion.verify.SignatureCheck;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * Goes through a log in its order and holds each entry against all before it: tree, roots, streams,
 * keys, versions. Takes chunks as {@link Examination} made them, one after the other without a gap;
 * needs memory for each collection, none for each entry. Not for several threads.
 */
public final class Inspection {
    private final Consumer<Finding> findings;
    private final GrownTree tree;
    private final Streams streams;
    private final Absences absences;
    private Consumer<Sha256> naming = _ -> {};
    private long next;

    /**
     * @param from where to begin: {@link RightEdge#EMPTY}, or what the stored tiles say of a
     *     multiple of 256, and then histories are joined late
     * @param end how many entries there are
     * @param claims the roots that somebody states for sizes on the way
     */
    public Inspection(
            RecordSource source,
            RightEdge from,
            TreeSize end,
            List<Claim> claims,
            Beside beside,
            SignatureCheck check,
            Consumer<Finding> findings) {
        this.findings = findings;
        this.next = from.size().leaves();
        this.tree = new GrownTree(from, end, claims, source.tiles(), findings);
        this.streams = new Streams(check, findings, next == 0, beside);
        this.absences = new Absences(source, findings);
    }

    /** To be told of each document that entries name, in their order. */
    public void naming(Consumer<Sha256> told) {
        naming = told;
    }

    /**
     * Further roots to hold the tree against, for who has too many to name them all beforehand.
     *
     * @param more of sizes beyond {@link #next}, and none below those expected already
     */
    public void expect(List<Claim> more) {
        tree.expect(more);
    }

    public void accept(ExaminedChunk chunk) {
        if (chunk.first().position() != next) {
            throw new IllegalArgumentException(
                    "entries from " + chunk.first() + " on do not follow " + next);
        }
        chunk.findings().forEach(findings);
        for (ExaminedEntry entry : chunk.entries()) {
            entry.findings().forEach(findings);
            streams.append(entry);
            absences.append(entry);
            Sha256 named = NamedDocument.digestIn(entry.event());
            if (named != null) {
                naming.accept(named);
            }
        }
        tree.append(chunk);
        next += chunk.entries().size();
    }

    /**
     * To be called once, after the last chunk.
     *
     * @param forgotten the commitments whose redaction an event tells of that has no place yet
     */
    public void finish(Set<Sha256> forgotten) {
        tree.finish();
        absences.finish(forgotten);
    }

    /**
     * What is to be shown of each stream that entries told of; nothing of any, where nothing is
     * beside the record.
     */
    public SortedMap<String, Showing> showings() {
        return streams.showings();
    }

    /** Where the next chunk begins. */
    public LeafIndex next() {
        return new LeafIndex(next);
    }
}
