package dev.tabellion.projection.detection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.LeafOutline;
import dev.tabellion.collection.LoggedEvent;
import dev.tabellion.detection.Entry;
import dev.tabellion.detection.Finding;
import dev.tabellion.detection.Subject;
import dev.tabellion.detection.View;
import dev.tabellion.detection.rule.Rules;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What people said of cases, read from the record again. A row that is not what was logged counts
 * for nothing, and is told of: neither does it stop whoever reads, nor does it say anything.
 */
public record LoggedCases(JdbcTemplate jdbc) {
    private static final String READ =
            """
            select l.leaf_index, e.occurred_at, e.payload, e.leaf
            from tabellion.event e join tabellion.log_leaf l using (global_index)
            where e.kind = 'case' and e.name like any(?) and l.leaf_index < ?
            order by l.leaf_index
            """;

    /**
     * Those by names of these patterns, as SQL's {@code like} has them, in the order of their
     * leaves.
     *
     * @param before which leaf
     * @param subject of what is found of those that are not what was logged
     * @param who reads them
     * @return what is found
     */
    public List<Finding> read(
            List<String> names, long before, Subject subject, String who, Consumer<Entry> each) {
        List<Finding> edited = new ArrayList<>();
        jdbc.query(
                READ,
                row -> {
                    long leaf = row.getLong("leaf_index");
                    var column = row.getObject("occurred_at", OffsetDateTime.class);
                    Instant at = column == null ? Instant.EPOCH : column.toInstant();
                    Entry said;
                    try {
                        said = said(leaf, row);
                    } catch (RuntimeException e) { // whatever an edited one makes a reader say
                        edited.add(Rules.failed(subject, leaf, at, who, e.toString()));
                        return;
                    }
                    each.accept(said);
                },
                names.toArray(String[]::new),
                before);
        return edited;
    }

    /**
     * All of them, whatever their rows call themselves now: one that is not as logged may have
     * withdrawn an announcement.
     *
     * @param before which leaf
     * @return what is found
     */
    List<Finding> readAll(long before, Consumer<Entry> each) {
        return read(List.of("%"), before, new View.OfLedger().subject(), "announcements", each);
    }

    /** When it was said is the leaf's word, too, and not the column's. */
    private static Entry said(long leaf, ResultSet row) throws SQLException {
        LeafOutline outline = LeafOutline.read(Bytes.of(row.getBytes("leaf")));
        LoggedEvent event = outline.logged(Bytes.of(row.getBytes("payload")));
        return new Entry(leaf, outline.at(), new View.OfLedger(), event);
    }
}
