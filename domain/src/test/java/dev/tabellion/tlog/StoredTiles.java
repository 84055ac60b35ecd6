package dev.tabellion.tlog;

import dev.tabellion.bytes.Bytes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tiles of a log of numbered entries, kept in memory. */
public final class StoredTiles implements TileSource {
    final Map<Tile, Bytes> stored = new HashMap<>();

    /** All tiles of the tree that {@code entry 0} to {@code entry size-1} make. */
    public static StoredTiles numbered(int size) {
        var tiles = new StoredTiles();
        tiles.grow(0, size);
        return tiles;
    }

    /** All tiles of the tree that these entries make. */
    public static StoredTiles of(List<Bytes> entries) {
        var tiles = new StoredTiles();
        var writer = new TileWriter(new MerkleTree(tiles, TreeSize.ZERO));
        entries.forEach(each -> writer.append(Hash.ofLeaf(each)));
        writer.take().forEach(each -> tiles.stored.put(each.tile(), each.content().bytes()));
        return tiles;
    }

    /** Grows from one size to another in one batch, as the sequencer does. */
    public void grow(int from, int to) {
        var writer = new TileWriter(new MerkleTree(this, new TreeSize(from)));
        var hasher = new Hasher();
        for (int each = from; each < to; each++) {
            writer.append(hasher.leaf(Bytes.utf8("entry " + each)));
        }
        writer.take().forEach(each -> stored.put(each.tile(), each.content().bytes()));
    }

    public MerkleTree tree(int size) {
        return new MerkleTree(this, new TreeSize(size));
    }

    @Override
    public @Nullable Bytes bytes(Tile tile) {
        return stored.get(tile);
    }

    /** The numbered entries' tree, and from a certain one on another log's entries. */
    public static StoredTiles forked(int at, int size) {
        var tiles = numbered(at);
        var writer = new TileWriter(tiles.tree(at));
        var hasher = new Hasher();
        for (int each = at; each < size; each++) {
            writer.append(hasher.leaf(Bytes.utf8("other entry " + each)));
        }
        writer.take().forEach(each -> tiles.stored.put(each.tile(), each.content().bytes()));
        return tiles;
    }

    /** The checkpoint of this size, signed by the log of the vectors. */
    public SignedCheckpoint signed(int size) {
        var head = new TreeHead(new TreeSize(size), tree(size).root());
        var checkpoint = new Checkpoint(new Origin(TestKey.LOG.key().name().text()), head);
        return SignedCheckpoint.of(checkpoint, TestKey.LOG.sign(checkpoint.text()));
    }

    /** That checkpoint, as its log would ask a witness that knows the other size. */
    public AddCheckpoint asked(int known, int size) {
        return new AddCheckpoint(
                new TreeSize(known), tree(size).growthFrom(new TreeSize(known)), signed(size));
    }
}
