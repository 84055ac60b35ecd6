package dev.tabellion.projection.incident;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.CaseEvent.AnnouncementWithdrawn;
import dev.tabellion.collection.CaseEvent.ChangeAnnounced;
import dev.tabellion.collection.CaseId;
import dev.tabellion.collection.EventJson;
import dev.tabellion.collection.EventStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads what was announced, as far as the log has taken it up. */
public final class AnnouncementReader {
    private static final String ALL =
            """
            select l.leaf_index, e.occurred_at, e.name, e.revision, e.payload
            from tabellion.event e join tabellion.log_leaf l using (global_index)
            where e.collection = ? and e.name in ('change-announced', 'announcement-withdrawn')
            order by e.sequence desc
            """;

    private final JdbcTemplate jdbc;

    /**
     * A change that somebody announced.
     *
     * @param leaf that tells of it; findings name it as what explains them
     * @param withdrawn the leaf that tells of its withdrawal
     */
    public record Announced(
            long leaf, Instant at, ChangeAnnounced change, @Nullable Long withdrawn) {}

    public AnnouncementReader(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** Those that were announced last come first. */
    public List<Announced> all() {
        List<Announced> all = new ArrayList<>();
        Map<CaseId, Long> withdrawn = new HashMap<>(); // which comes after what it withdraws
        jdbc.query(
                ALL,
                row -> {
                    long leaf = row.getLong("leaf_index");
                    Instant at = row.getObject("occurred_at", OffsetDateTime.class).toInstant();
                    switch (EventJson.read(
                            row.getString("name"),
                            row.getString("revision"),
                            Bytes.of(row.getBytes("payload")))) {
                        case AnnouncementWithdrawn e -> withdrawn.put(e.announcement(), leaf);
                        case ChangeAnnounced e ->
                                all.add(new Announced(leaf, at, e, withdrawn.get(e.id())));
                        default -> {} // nothing else has these names
                    }
                },
                EventStream.CASES.id());
        return all;
    }
}
