package dev.tabellion.tlog;

import dev.tabellion.bytes.Bytes;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tiles of a log of numbered entries, kept in memory. */
final class StoredTiles implements TileSource {
    final Map<Tile, Bytes> stored = new HashMap<>();

    /** All tiles of the tree that {@code entry 0} to {@code entry size-1} make. */
    static StoredTiles numbered(int size) {
        var tiles = new StoredTiles();
        tiles.grow(0, size);
        return tiles;
    }

    /** Grows from one size to another in one batch, as the sequencer does. */
    void grow(int from, int to) {
        var writer = new TileWriter(new MerkleTree(this, new TreeSize(from)));
        var hasher = new Hasher();
        for (int each = from; each < to; each++) {
            writer.append(hasher.leaf(Bytes.utf8("entry " + each)));
        }
        writer.take().forEach(each -> stored.put(each.tile(), each.content().bytes()));
    }

    MerkleTree tree(int size) {
        return new MerkleTree(this, new TreeSize(size));
    }

    @Override
    public @Nullable Bytes bytes(Tile tile) {
        return stored.get(tile);
    }
}
