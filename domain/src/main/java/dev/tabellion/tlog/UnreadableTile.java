package dev.tabellion.tlog;

/** A tile that the tree must have is not there, or is no tile. */
public final class UnreadableTile extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Tile tile;

    UnreadableTile(Tile tile, String problem) {
        super(tile.path() + " " + problem);
        this.tile = tile;
    }

    public Tile tile() {
        return tile;
    }
}
