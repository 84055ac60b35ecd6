package dev.tabellion.tlog;

import dev.tabellion.bytes.Bytes;

/** The hashes of a tile, one after the other: 1 to 256. Never says of which tile. */
public record TileContent(Bytes bytes) {
    public TileContent {
        int length = bytes.length();
        if (length % Hash.LENGTH != 0
                || length < Hash.LENGTH
                || length > LogResource.FULL * Hash.LENGTH) {
            throw new IllegalArgumentException(length + " bytes are no tile");
        }
    }

    public int width() {
        return bytes.length() / Hash.LENGTH;
    }

    public Hash hash(int place) {
        return Hash.of(slice(place, 1));
    }

    /** The tile as it was when it had only {@code width} hashes. */
    public TileContent first(int width) {
        return width == width() ? this : new TileContent(slice(0, width));
    }

    /** The root over {@code count} hashes, a power of two, that begin at {@code from}. */
    Hash rootOver(int from, int count, Hasher hasher) {
        return hasher.fold(slice(from, count).toArray(), count);
    }

    private Bytes slice(int from, int count) {
        return bytes.slice(from * Hash.LENGTH, (from + count) * Hash.LENGTH);
    }
}
