package dev.tabellion.projection.incident;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CaseEvent;
import dev.tabellion.collection.EventJson;
import dev.tabellion.collection.EventStream;
import dev.tabellion.json.PlainJsonReader;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** The stream of cases, as far as the log has taken it up. */
record CaseEvents(JdbcTemplate jdbc) {
    private static final String AFTER =
            """
            select e.sequence, l.leaf_index, e.occurred_at, e.name, e.revision, e.payload, e.metadata
            from tabellion.event e join tabellion.log_leaf l using (global_index)
            where e.collection = ? and e.sequence > ?
            order by e.sequence limit ?
            """;

    List<Said> after(long sequence, int limit) {
        return jdbc.query(
                AFTER,
                (row, _) ->
                        new Said(
                                row.getLong("sequence"),
                                row.getLong("leaf_index"),
                                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                                actor(Bytes.of(row.getBytes("metadata"))),
                                (CaseEvent)
                                        EventJson.read(
                                                row.getString("name"),
                                                row.getString("revision"),
                                                Bytes.of(row.getBytes("payload")))),
                EventStream.CASES.id(),
                sequence,
                limit);
    }

    private static Sha256 actor(Bytes metadata) {
        return new Sha256(PlainJsonReader.of(metadata).text("actor"));
    }
}
