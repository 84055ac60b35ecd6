package dev.tabellion.query.audit;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.projection.log.PublishedLog;
import dev.tabellion.tlog.LeafIndex;
import dev.tabellion.tlog.LoggedProof;
import dev.tabellion.tlog.MerkleTree;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.Tile;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Proofs that leaves are in the log, all against the checkpoint that is public now. Reads each tile
 * once; for one answer and one thread.
 */
public final class Proofs {
    private final PublishedLog log;
    private final @Nullable SignedCheckpoint checkpoint;
    private final Map<Tile, Optional<Bytes>> tiles = new HashMap<>();

    public Proofs(PublishedLog log) {
        this.log = log;
        var published = log.newest();
        this.checkpoint = published == null ? null : published.checkpoint();
    }

    /** Null before the first. */
    public @Nullable SignedCheckpoint checkpoint() {
        return checkpoint;
    }

    /** Null if no public checkpoint covers the leaf yet. */
    public @Nullable LoggedProof of(long leaf) {
        LeafIndex index = new LeafIndex(leaf);
        if (checkpoint == null || !checkpoint.head().size().contains(index)) {
            return null;
        }
        MerkleTree tree = new MerkleTree(this::tile, checkpoint.head().size());
        return new LoggedProof(null, index, tree.inclusionOf(index), checkpoint);
    }

    private @Nullable Bytes tile(Tile tile) {
        return tiles.computeIfAbsent(tile, t -> Optional.ofNullable(log.tile(t))).orElse(null);
    }
}
