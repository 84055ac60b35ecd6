package dev.tabellion.projection.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.inspection.Entry;
import dev.tabellion.inspection.EventRow;
import dev.tabellion.tlog.LeafIndex;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Reads leaves' rows in the order of the log. A row that is gone leaves its index. */
final class EventRows {
    private static final String SELECT =
            """
            select l.leaf_index, e.global_index, e.event_id::text, e.collection, e.sequence, e.kind,
                   e.occurred_at, e.name || '/' || e.revision,
                   case when fits then e.metadata end, case when fits then e.payload end,
                   case when fits then e.leaf end, fits
            from tabellion.log_leaf l left join tabellion.event e using (global_index)
            cross join lateral (select greatest(octet_length(e.metadata), octet_length(e.payload),
                                                octet_length(e.leaf)) <= %d) as length (fits)
            where l.leaf_index >= ? and l.leaf_index < ?
            order by l.leaf_index
            """
                    .formatted(OverlongValue.MOST);

    private EventRows() {}

    static List<Entry> read(Connection connection, LeafIndex first, int count) throws SQLException {
        List<Entry> entries = new ArrayList<>(count);
        try (PreparedStatement statement = connection.prepareStatement(SELECT)) {
            statement.setLong(1, first.position());
            statement.setLong(2, first.position() + count);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    fill(entries, first, rows.getLong(1));
                    entries.add(entry(rows));
                }
            }
        }
        fill(entries, first, first.position() + count);
        return entries;
    }

    /** Entries for the indexes that no row has, up to {@code next}. */
    private static void fill(List<Entry> entries, LeafIndex first, long next) {
        for (long each = first.position() + entries.size(); each < next; each++) {
            entries.add(Entry.missing(new LeafIndex(each)));
        }
    }

    private static Entry entry(ResultSet row) throws SQLException {
        LeafIndex index = new LeafIndex(row.getLong(1));
        String eventId = row.getString(3);
        if (eventId == null) {
            return Entry.missing(index);
        }
        if (!row.getBoolean(12)) {
            throw new OverlongValue("entry " + index + " (row " + row.getLong(2) + " of event)");
        }
        return new Entry(
                index,
                Bytes.of(row.getBytes(11)),
                Bytes.of(row.getBytes(10)),
                new EventRow(
                        row.getLong(2),
                        eventId,
                        row.getString(4),
                        row.getLong(5),
                        row.getString(6),
                        row.getObject(7, OffsetDateTime.class).toInstant(),
                        row.getString(8),
                        Bytes.of(row.getBytes(9))));
    }
}
