package dev.tabellion.query.log;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.projection.log.PublishedLog;
import dev.tabellion.tlog.Bundle;
import dev.tabellion.tlog.BundleContent;
import dev.tabellion.tlog.LogResource;
import dev.tabellion.tlog.Tile;
import org.jspecify.annotations.Nullable;

/** Tiles and bundles, from memory or else from the tables. Knows no size of the log. */
final class ResourceShelf {
    private final PublishedLog log;
    private final ReadyAnswers<LogResource> ready;

    ResourceShelf(PublishedLog log, long memory) {
        this.log = log;
        this.ready = new ReadyAnswers<>(memory);
    }

    /** Null if it is not there although the log says that it is. */
    @Nullable LogAnswer find(LogResource resource) {
        return ready.find(resource, this::made);
    }

    private @Nullable LogAnswer made(LogResource resource) {
        return switch (resource) {
            case Tile tile -> {
                Bytes hashes = hashes(tile);
                yield hashes == null ? null : LogAnswer.tile(hashes);
            }
            case Bundle bundle -> {
                BundleContent entries = log.bundle(bundle);
                yield entries == null ? null : LogAnswer.bundle(entries.bytes());
            }
        };
    }

    /** A narrower tile is a prefix of the wider one that took its place. */
    private @Nullable Bytes hashes(Tile tile) {
        Bytes exact = log.tile(tile);
        Bytes full = exact != null || tile.isFull() ? exact : log.tile(tile.full());
        return full == null ? null : tile.prefixOf(full);
    }
}
