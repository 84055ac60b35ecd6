package dev.tabellion.tlog;

import dev.tabellion.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Where the bytes of tiles come from: a table, a folder, somebody's server. Need not be trusted,
 * for a wrong hash makes a wrong proof, and that proves nothing; must be safe for whoever shares
 * it.
 */
@FunctionalInterface
public interface TileSource {
    /**
     * @return null if there is no tile of just this width; the full one is then asked for instead
     */
    @Nullable Bytes bytes(Tile tile);
}
