package dev.tabellion.projection.log;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.tlog.Bundle;
import dev.tabellion.tlog.BundleContent;
import dev.tabellion.tlog.Tile;
import dev.tabellion.tlog.TreeSize;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What everybody is shown of the log, read from its tables. Says what the newest published
 * checkpoint is at most a tenth of a second late; whether a resource is within it, the caller asks.
 * Shows nothing of a database that was put back to before what this node's key has signed: whoever
 * watches the log never sees it shrink.
 */
public final class PublishedLog {
    private static final Duration LATE = Duration.ofMillis(100);

    private final JdbcTemplate sql;
    private final TreeTables tables;
    private final PublishedCheckpoints checkpoints;
    private final Supplier<TreeSize> signed;
    private final LoadingCache<Boolean, Optional<Published>> newest;

    /** Where no key of the log is at hand. */
    public PublishedLog(DataSource reads) {
        this(reads, () -> TreeSize.ZERO);
    }

    /**
     * @param signed how much this node's key has signed, or has seen published
     */
    public PublishedLog(DataSource reads, Supplier<TreeSize> signed) {
        this.sql = new JdbcTemplate(reads);
        this.checkpoints = new PublishedCheckpoints(reads);
        this.signed = signed;
        this.tables = new TreeTables(sql);
        this.newest =
                Caffeine.newBuilder()
                        .expireAfterWrite(LATE)
                        .build(_ -> Optional.ofNullable(shown()));
    }

    private @Nullable Published shown() {
        // before the head, which a log that goes on moves before it signs
        long least = signed.get().leaves();
        List<Long> head = sql.queryForList("select size from log_head", Long.class);
        return head.isEmpty() || head.getFirst() < least ? null : checkpoints.shown();
    }

    /** Null before the first, and of a database that was put back. */
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
