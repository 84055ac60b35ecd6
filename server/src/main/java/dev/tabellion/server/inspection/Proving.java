package dev.tabellion.server.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.inspection.Entry;
import dev.tabellion.inspection.RecordSource;
import dev.tabellion.tlog.Hash;
import dev.tabellion.tlog.LeafIndex;
import dev.tabellion.tlog.LogResource;
import dev.tabellion.tlog.LoggedProof;
import dev.tabellion.tlog.MerkleTree;
import dev.tabellion.tlog.SignedCheckpoint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds entries in a log and makes proofs that they are in it. Signs nothing. */
public final class Proving {
    private final OpenedLog log;
    private final SignedCheckpoint checkpoint;

    public Proving(OpenedLog log, SignedCheckpoint checkpoint) {
        this.log = log;
        this.checkpoint = checkpoint;
    }

    /** An entry with the file that proves it. */
    public record Proven(LeafIndex index, Bytes entry, LoggedProof proof) {}

    /**
     * The entries that have {@code name} as a whole value: an event's id, a digest, a key. Reads
     * them all.
     */
    public List<LeafIndex> find(String name, Progress progress) {
        String quoted = '"' + name + '"';
        long size = checkpoint.head().size().leaves();
        progress.begin(checkpoint.head().size());
        List<LeafIndex> found = new ArrayList<>();
        for (long first = 0; first < size; first += RecordSource.AT_ONCE) {
            int count = (int) Math.min(RecordSource.AT_ONCE, size - first);
            for (Entry entry : log.source().leaves(new LeafIndex(first), count)) {
                Bytes leaf = entry.leaf();
                if (leaf != null && leaf.utf8().contains(quoted)) {
                    found.add(entry.index());
                }
            }
            progress.done(first);
        }
        return found;
    }

    /** Null if the tiles do not lead from the entry to the checkpoint. */
    public @Nullable Proven prove(LeafIndex index) {
        if (!checkpoint.head().size().contains(index)) {
            return null;
        }
        long bundle = index.position() / LogResource.FULL * LogResource.FULL;
        long left = checkpoint.head().size().leaves() - bundle;
        List<Entry> entries =
                log.source().leaves(new LeafIndex(bundle), (int) Math.min(LogResource.FULL, left));
        Bytes leaf = entries.get((int) (index.position() - bundle)).leaf();
        if (leaf == null) {
            return null;
        }
        MerkleTree tree = new MerkleTree(log.source().tiles(), checkpoint.head().size());
        var proof = new LoggedProof(null, index, tree.inclusionOf(index), checkpoint);
        return proof.places(Hash.ofLeaf(leaf)) ? new Proven(index, leaf, proof) : null;
    }
}
