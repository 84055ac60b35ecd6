package dev.tabellion.projection.detection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.EventJson;
import dev.tabellion.collection.LoggedEvent;
import dev.tabellion.detection.Announcements;
import dev.tabellion.detection.Entry;
import dev.tabellion.detection.Finding;
import dev.tabellion.detection.View;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The announced changes as far as the log was heard. Kept nowhere but in the record: after a start,
 * or where somebody else heard on, they are read from it again.
 */
final class AnnouncedChanges {
    private static final String READ =
            """
            select l.leaf_index, e.occurred_at, e.name, e.revision, e.payload
            from tabellion.event e join tabellion.log_leaf l using (global_index)
            where e.kind = 'case' and e.name in ('change-announced', 'announcement-withdrawn')
              and l.leaf_index < ?
            order by l.leaf_index
            """;

    private final JdbcTemplate jdbc;
    private Announcements known = Announcements.none();
    private long heard;

    AnnouncedChanges(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** As they were before the leaf of that index. */
    void begin(long size) {
        if (heard != size) {
            known = Announcements.none();
            jdbc.query(
                    READ,
                    row -> {
                        LoggedEvent event =
                                EventJson.read(
                                        row.getString("name"),
                                        row.getString("revision"),
                                        Bytes.of(row.getBytes("payload")));
                        hear(
                                new Entry(
                                        row.getLong("leaf_index"),
                                        row.getObject("occurred_at", OffsetDateTime.class)
                                                .toInstant(),
                                        new View.OfLedger(),
                                        event));
                    },
                    size);
            heard = size;
        }
    }

    void hear(Entry entry) {
        known = known.after(entry);
        heard = entry.leaf() + 1;
    }

    ExpectedFinding judge(Finding finding, @Nullable LoggedEvent heardOf) {
        Finding told = known.confirmed(finding, heardOf);
        return new ExpectedFinding(told, known.explaining(told, heardOf));
    }
}
