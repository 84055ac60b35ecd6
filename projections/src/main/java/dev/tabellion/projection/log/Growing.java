package dev.tabellion.projection.log;

import dev.tabellion.tlog.Frontier;
import dev.tabellion.tlog.Hash;
import dev.tabellion.tlog.MerkleTree;
import dev.tabellion.tlog.RightEdge;
import dev.tabellion.tlog.Tile;
import dev.tabellion.tlog.TileSource;
import dev.tabellion.tlog.TileWriter;
import dev.tabellion.tlog.WrittenTile;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The tree in memory, ahead of its tables by one batch at most. Computes each growth twice, by
 * peaks and by tiles; to be thrown away when a batch fails, as it does not shrink. One thread's.
 */
final class Growing {
    private final TileSource stored;
    private final Frontier peaks;
    private final TileWriter tiles;

    private Growing(TileSource stored, RightEdge edge) {
        this.stored = stored;
        this.peaks = new Frontier(edge);
        this.tiles = new TileWriter(new MerkleTree(stored, edge.size()));
    }

    static Growing from(TileSource stored, RightEdge edge) {
        return new Growing(stored, edge);
    }

    RightEdge edge() {
        return peaks.edge();
    }

    List<WrittenTile> append(List<Hash> leaves) {
        for (Hash leaf : leaves) {
            peaks.append(leaf);
            tiles.append(leaf);
        }
        return tiles.take();
    }

    /**
     * Whether the tiles, those just written and those already stored, give the root that the peaks
     * give. One flipped bit in either must not be signed: it cost a Certificate Transparency log
     * its life in 2021.
     */
    boolean agreesWith(List<WrittenTile> written) {
        Map<Tile, WrittenTile> fresh =
                written.stream().collect(Collectors.toMap(WrittenTile::tile, Function.identity()));
        TileSource both =
                tile -> {
                    WrittenTile found = fresh.get(tile);
                    return found == null ? stored.bytes(tile) : found.content().bytes();
                };
        return new MerkleTree(both, peaks.size()).edge().equals(peaks.edge());
    }
}
