package dev.tabellion.tlog;

import dev.tabellion.bytes.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rightmost tile of each level, growing leaf by leaf. Keeps what it filled until it is taken;
 * shares no arithmetic with {@link Frontier} but the hash of a node, so that each can be held
 * against the other before anything is signed. Not for several threads.
 */
public final class TileWriter {
    private static final int LEVELS = Tile.HIGHEST_IN_USE + 1;
    private static final int BYTES = LogResource.FULL * Hash.LENGTH;

    private final Hasher hasher = new Hasher();
    private final byte[][] rightmost = new byte[LEVELS][];
    private final List<WrittenTile> filled = new ArrayList<>();
    private TreeSize taken;
    private long size;

    /** Goes on where a tree ends, whose rightmost tiles it reads. */
    public TileWriter(MerkleTree tree) {
        taken = tree.size();
        size = taken.leaves();
        var reader = new TileReader(tree.source(), taken);
        for (int level = 0; level < LEVELS; level++) {
            rightmost[level] = new byte[BYTES];
            long hashes = taken.hashesAt(level);
            if (hashes % LogResource.FULL != 0) {
                reader.content(Tile.in(taken, level, hashes / LogResource.FULL))
                        .bytes()
                        .copyTo(rightmost[level], 0);
            }
        }
    }

    /**
     * @throws ArithmeticException past 2^63 - 1 leaves
     */
    public void append(Hash leaf) {
        long grown = Math.incrementExact(size);
        Hash hash = leaf;
        for (int level = 0; ; level++) {
            long place = size >>> (Tile.HEIGHT * level);
            hash.copyTo(rightmost[level], (int) (place % LogResource.FULL) * Hash.LENGTH);
            if ((place + 1) % LogResource.FULL != 0) {
                break;
            }
            filled.add(written(new Tile(level, place / LogResource.FULL, LogResource.FULL)));
            hash = hasher.fold(rightmost[level], LogResource.FULL);
        }
        size = grown;
    }

    public TreeSize size() {
        return new TreeSize(size);
    }

    /** All tiles that are new since the last time: the full ones, then the partial ones. */
    public List<WrittenTile> take() {
        List<WrittenTile> tiles = new ArrayList<>(filled);
        TreeSize now = size();
        new Growth(taken, now)
                .tiles()
                .filter(tile -> !tile.isFull())
                .map(this::written)
                .forEach(tiles::add);
        filled.clear();
        taken = now;
        return tiles;
    }

    private WrittenTile written(Tile tile) {
        byte[] hashes = Arrays.copyOf(rightmost[tile.level()], tile.width() * Hash.LENGTH);
        return new WrittenTile(tile, new TileContent(Bytes.of(hashes)));
    }
}
