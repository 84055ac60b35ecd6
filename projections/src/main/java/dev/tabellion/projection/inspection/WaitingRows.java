package dev.tabellion.projection.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.EventJson;
import dev.tabellion.collection.LoggedEvent;
import dev.tabellion.inspection.Fault;
import dev.tabellion.inspection.Finding;
import dev.tabellion.inspection.Spot;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Consumer;

/**
 * Rows of events, held against the log and its queue: each is in one of them. Asked a range at a
 * time, so that no question takes long however many events there are.
 */
public final class WaitingRows {
    /** As many rows' numbers are looked at in one statement. */
    private static final long AT_ONCE = 16_384;

    private static final String UNLOGGED =
            """
            select global_index, event_id::text from tabellion.event e
            where e.global_index > ? and e.global_index <= ?
              and not exists (select from tabellion.log_leaf l
                              where l.global_index = e.global_index
                                and l.leaf_index < (select size from tabellion.log_head))
              and not exists (select from tabellion.log_outbox o
                              where o.global_index = e.global_index)
            order by 1
            """;
    private static final String AGAIN =
            """
            select o.global_index, null from tabellion.log_outbox o
            join tabellion.log_leaf l on l.global_index = o.global_index
            where o.global_index > ? and o.global_index <= ? order by 1
            """;
    private static final String WITHOUT_EVENT =
            """
            select o.global_index, null from tabellion.log_outbox o
            left join tabellion.event e on e.global_index = o.global_index
            where o.global_index > ? and o.global_index <= ? and e.global_index is null order by 1
            """;
    private static final String LAST =
            """
            select greatest((select max(global_index) from tabellion.event),
                            (select max(global_index) from tabellion.log_outbox), 0)
            """;
    private static final String WAITING =
            """
            select e.name, e.revision, e.payload
            from tabellion.log_outbox join tabellion.event e using (global_index)
            order by global_index
            """;

    private final Readings sessions;

    WaitingRows(Readings sessions) {
        this.sessions = sessions;
    }

    /** From behind {@code above} to the last there is. */
    public void judge(long above, Consumer<Finding> findings) {
        judge(above, last(), findings);
    }

    /** Those numbered above {@code above}, up to {@code upTo}. */
    void judge(long above, long upTo, Consumer<Finding> findings) {
        for (long from = above; from < upTo; from += AT_ONCE) {
            long begin = from;
            long end = Math.min(from + AT_ONCE, upTo);
            sessions.read(
                    connection -> {
                        report(connection, UNLOGGED, Fault.EVENT_UNLOGGED, begin, end, findings);
                        report(connection, AGAIN, Fault.EVENT_QUEUED_AGAIN, begin, end, findings);
                        report(
                                connection,
                                WITHOUT_EVENT,
                                Fault.QUEUED_WITHOUT_EVENT,
                                begin,
                                end,
                                findings);
                        return null;
                    });
        }
    }

    private long last() {
        return sessions.read(
                connection -> {
                    try (PreparedStatement statement = connection.prepareStatement(LAST);
                            ResultSet row = statement.executeQuery()) {
                        row.next();
                        return row.getLong(1);
                    }
                });
    }

    /** Tells each event that waits, in their order, and how many there are. */
    public long tell(Consumer<LoggedEvent> events) {
        return sessions.read(
                connection -> {
                    long count = 0;
                    try (PreparedStatement statement = connection.prepareStatement(WAITING);
                            ResultSet row = statement.executeQuery()) {
                        while (row.next()) {
                            count++;
                            tell(row, events);
                        }
                    }
                    return count;
                });
    }

    private static void tell(ResultSet row, Consumer<LoggedEvent> events) throws SQLException {
        try {
            events.accept(
                    EventJson.read(row.getString(1), row.getString(2), Bytes.of(row.getBytes(3))));
        } catch (IllegalStateException e) {
            return; // it is judged when it is an entry
        }
    }

    private static void report(
            Connection connection,
            String sql,
            Fault fault,
            long above,
            long upTo,
            Consumer<Finding> findings)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, above);
            statement.setLong(2, upTo);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Spot spot = Spot.row(row.getLong(1));
                    String event = row.getString(2);
                    Spot named = event == null ? spot : spot.with("event", event);
                    findings.accept(new Finding(fault, named, null, null));
                }
            }
        }
    }
}
