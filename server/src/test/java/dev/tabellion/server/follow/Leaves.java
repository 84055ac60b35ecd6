package dev.tabellion.server.follow;

import dev.tabellion.projection.log.LogNews;
import dev.tabellion.server.database.DatabaseOwner;
import java.sql.SQLException;

/** Takes up events into the log as its sequencer does, but by the owner's hand and in any order. */
public final class Leaves {
    private final DatabaseOwner owner;
    private final LogNews news = new LogNews();

    public Leaves(DatabaseOwner owner) {
        this.owner = owner;
    }

    /** What followers in the sequencer's own process hear it by. */
    public LogNews news() {
        return news;
    }

    /** All that waits. */
    public void take() {
        take("true");
    }

    /** The one that has waited longest. */
    public void takeOne() {
        take("global_index = (select min(global_index) from tabellion.log_outbox)");
    }

    /** Those events that waited of one collection alone. */
    public void takeOf(String collection) {
        take(
                "global_index in (select global_index from tabellion.event where collection = '"
                        + collection
                        + "')");
    }

    /** As a sequencer of another process tells. */
    public void tell() {
        execute("notify tabellion_log");
    }

    private void take(String which) {
        execute(
                """
                with taken as (delete from tabellion.log_outbox where %s returning global_index)
                insert into tabellion.log_leaf (leaf_index, global_index)
                select (select coalesce(max(leaf_index), -1) from tabellion.log_leaf)
                        + row_number() over (order by global_index), global_index
                from taken
                """
                        .formatted(which));
        news.grown();
    }

    private void execute(String sql) {
        try (var connection = owner.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("running as the owner: " + sql, e);
        }
    }
}
