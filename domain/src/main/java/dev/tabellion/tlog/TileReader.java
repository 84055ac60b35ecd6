package dev.tabellion.tlog;

import dev.tabellion.bytes.Bytes;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads hashes of one tree from its tiles, each tile once. Lives as long as one proof, so it never
 * holds more than that touches; not for several threads.
 */
final class TileReader {
    private final TileSource source;
    private final TreeSize size;
    private final Hasher hasher = new Hasher();
    private final Map<Tile, TileContent> read = new HashMap<>();

    TileReader(TileSource source, TreeSize size) {
        this.source = source;
        this.size = size;
    }

    Hasher hasher() {
        return hasher;
    }

    /** The root of the whole subtree of {@code 2^height} leaves, the {@code index}th of these. */
    Hash node(int height, long index) {
        int level = height / Tile.HEIGHT;
        int within = height % Tile.HEIGHT;
        long first = index << within;
        TileContent content = content(Tile.in(size, level, first / LogResource.FULL));
        return content.rootOver((int) (first % LogResource.FULL), 1 << within, hasher);
    }

    TileContent content(Tile tile) {
        return read.computeIfAbsent(tile, this::read);
    }

    /** A partial tile may be gone once the full one is there (C2SP tlog-tiles, "Partial Tiles"). */
    private TileContent read(Tile tile) {
        Bytes bytes = source.bytes(tile);
        if (bytes != null) {
            return checked(tile, bytes);
        }
        Bytes grown = tile.isFull() ? null : source.bytes(tile.full());
        if (grown == null) {
            throw new UnreadableTile(tile, "is not there");
        }
        return checked(tile.full(), grown).first(tile.width());
    }

    private static TileContent checked(Tile tile, Bytes bytes) {
        if (bytes.length() != tile.width() * Hash.LENGTH) {
            throw new UnreadableTile(tile, "has " + bytes.length() + " bytes");
        }
        return new TileContent(bytes);
    }
}
