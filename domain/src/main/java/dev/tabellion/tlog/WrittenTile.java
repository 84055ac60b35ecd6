package dev.tabellion.tlog;

/** A tile and what is in it, to be stored. */
public record WrittenTile(Tile tile, TileContent content) {
    public WrittenTile {
        if (tile.width() != content.width()) {
            throw new IllegalArgumentException(
                    tile.path() + " with " + content.width() + " hashes");
        }
    }
}
