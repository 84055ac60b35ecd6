package dev.tabellion.projection.current;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.EventJson;
import dev.tabellion.collection.Gun;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Makes the projection anew from events, while the old one is served and publishers publish: into
 * tables of its own first, then swapped in one transaction. A crash leaves everything as it was.
 */
public final class CurrentRebuild {
    private static final int BATCH = 1_000;

    private final DataSource dataSource;

    public CurrentRebuild(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Publishers wait only for the last step. Afterwards every node asks the store anew.
     *
     * @param progress told how many events are done, now and then
     * @return how many events were read
     */
    public long run(LongConsumer progress) {
        try (Connection connection = dataSource.getConnection()) {
            JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            drop(jdbc);
            try {
                create(jdbc);
                return replayAndSwap(connection, jdbc, progress);
            } finally {
                connection.setAutoCommit(true);
                drop(jdbc);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("rebuilding what is current from events", e);
        }
    }

    private long replayAndSwap(Connection connection, JdbcTemplate jdbc, LongConsumer progress)
            throws SQLException {
        Replay replay = new Replay(jdbc, progress);
        // below the horizon nothing can appear any more, so this part needs no lock
        replay.upTo(Changefeed.horizon(jdbc));
        connection.setAutoCommit(false);
        try {
            // Readers go on. A publisher who wrote its events waits here before it writes to the
            // projection, unseen by us, and goes on with the swapped tables.
            jdbc.execute(
                    "lock table "
                            + String.join(", ", CurrentTables.SERVED.names())
                            + " in share row exclusive mode");
            replay.upTo(Long.MAX_VALUE);
            swap(jdbc);
            connection.commit();
            return replay.done;
        } catch (RuntimeException | SQLException e) {
            connection.rollback();
            throw e;
        }
    }

    /** By content: a change of names would need the tables' owner and keep readers out. */
    private static void swap(JdbcTemplate jdbc) {
        for (int i = 0; i < CurrentTables.SERVED.names().size(); i++) {
            String served = CurrentTables.SERVED.names().get(i);
            String rebuilt = CurrentTables.REBUILT.names().get(i);
            jdbc.update("delete from " + served);
            jdbc.update("insert into " + served + " select * from " + rebuilt + " order by 1, 2");
        }
        // whoever holds copies of the old content loses its lease, and the copies with it
        jdbc.update("update query_node set fenced = true");
    }

    private static void create(JdbcTemplate jdbc) {
        for (int i = 0; i < CurrentTables.SERVED.names().size(); i++) {
            jdbc.execute(
                    "create temporary table "
                            + CurrentTables.REBUILT.names().get(i)
                            + " (like "
                            + CurrentTables.SERVED.names().get(i)
                            + " including all)");
        }
    }

    private static void drop(JdbcTemplate jdbc) {
        jdbc.execute("drop table if exists " + String.join(", ", CurrentTables.REBUILT.names()));
    }

    /** Reads the events in order, each once. */
    private static final class Replay {
        private final JdbcTemplate jdbc;
        private final CurrentWriter writer;
        private final LongConsumer progress;
        private long last;
        private long done;

        Replay(JdbcTemplate jdbc, LongConsumer progress) {
            this.jdbc = jdbc;
            this.writer = new CurrentWriter(jdbc, CurrentTables.REBUILT);
            this.progress = progress;
        }

        void upTo(long horizon) {
            List<RecordedEvent> events = next(horizon);
            while (!events.isEmpty()) {
                writer.write(events);
                done += events.size();
                progress.accept(done);
                events = next(horizon);
            }
        }

        private List<RecordedEvent> next(long horizon) {
            return jdbc.query(
                    """
                    select global_index, event_id, collection, occurred_at, name, revision, payload
                    from event
                    where global_index > ? and global_index <= ? and kind = 'collection'
                    order by global_index limit ?
                    """,
                    (row, _) -> read(row),
                    last,
                    horizon,
                    BATCH);
        }

        private RecordedEvent read(ResultSet row) throws SQLException {
            last = row.getLong("global_index");
            return new RecordedEvent(
                    row.getObject("event_id", UUID.class),
                    new Gun(row.getString("collection")),
                    row.getObject("occurred_at", java.time.OffsetDateTime.class).toInstant(),
                    EventJson.readOfCollection(
                            row.getString("name"),
                            row.getString("revision"),
                            Bytes.of(row.getBytes("payload"))));
        }
    }
}
