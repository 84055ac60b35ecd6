package dev.tabellion.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tlog.Hash;
import dev.tabellion.tlog.Tile;
import dev.tabellion.tlog.TileContent;
import dev.tabellion.tlog.TileSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a tile that must be there; a partial one may be had of the full one. */
final class StoredTile {
    private StoredTile() {}

    /** Null, and told, if it is not there or is no tile of that width. */
    static @Nullable TileContent read(TileSource source, Tile tile, List<Finding> findings) {
        Bytes bytes = source.bytes(tile);
        Tile found = tile;
        if (bytes == null && !tile.isFull()) {
            found = tile.full();
            bytes = source.bytes(found);
        }
        if (bytes == null) {
            findings.add(new Finding(Fault.TILE_MISSING, Spot.file(tile), null, null));
            return null;
        }
        if (bytes.length() != found.width() * Hash.LENGTH) {
            findings.add(
                    new Finding(
                            Fault.TILE_DIFFERS,
                            Spot.file(found),
                            found.width() * Hash.LENGTH + " bytes",
                            bytes.length() + " bytes"));
            return null;
        }
        return new TileContent(bytes).first(tile.width());
    }
}
