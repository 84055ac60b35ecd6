package dev.tabellion.projection.log;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.tlog.Bundle;
import dev.tabellion.tlog.BundleContent;
import dev.tabellion.tlog.Tile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What everybody is shown of the log, read from its tables. Says what the newest published
 * checkpoint is at most a tenth of a second late; whether a resource is within it, the caller asks.
 */
public final class PublishedLog {
    private static final Duration LATE = Duration.ofMillis(100);

    private final JdbcTemplate sql;
    private final TreeTables tables;
    private final LoadingCache<Boolean, Optional<Published>> newest;

    public PublishedLog(DataSource reads) {
        this.sql = new JdbcTemplate(reads);
        this.tables = new TreeTables(sql);
        var checkpoints = new PublishedCheckpoints(reads);
        this.newest =
                Caffeine.newBuilder()
                        .expireAfterWrite(LATE)
                        .build(_ -> Optional.ofNullable(checkpoints.shown()));
    }

    /** Null before the first. */
    public @Nullable Published newest() {
        return newest.get(Boolean.TRUE).orElse(null);
    }

    /** To be called when the log may have grown. */
    public void forget() {
        newest.invalidateAll();
    }

    /** Null if there is none so wide now, though there may be a wider one. */
    public @Nullable Bytes tile(Tile tile) {
        return tables.bytes(tile);
    }

    /** Null if not all of its entries are there. */
    public @Nullable BundleContent bundle(Bundle bundle) {
        long first = bundle.first().position();
        List<Bytes> entries =
                sql.query(
                        """
                        select event.leaf from log_leaf join event using (global_index)
                        where leaf_index >= ? and leaf_index < ? order by leaf_index
                        """,
                        (row, _) -> Bytes.of(row.getBytes(1)),
                        first,
                        first + bundle.width());
        return entries.size() == bundle.width() ? new BundleContent(entries) : null;
    }
}
