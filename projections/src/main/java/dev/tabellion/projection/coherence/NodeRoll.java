package dev.tabellion.projection.coherence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The table of nodes that may hold copies. A row goes only when its node surely serves no copies
 * any more: taken out by the node itself after it gave up, or by another that waited long enough.
 */
final class NodeRoll {
    private NodeRoll() {}

    /**
     * Enters a node, one at a time, so that of two who come at once one sees the other.
     *
     * @param predecessors nodes that this process was and is no more
     * @return who else is in there
     */
    static Set<UUID> join(
            Connection connection, UUID id, Collection<UUID> predecessors, Duration surelyOver)
            throws SQLException {
        connection.setAutoCommit(false);
        try {
            execute(connection, "lock table query_node in share row exclusive mode");
            remove(connection, predecessors);
            forget(connection, surelyOver);
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            "insert into query_node (id, beat_at) values (?, clock_timestamp())")) {
                insert.setObject(1, id);
                insert.executeUpdate();
            }
            Set<UUID> others = others(connection, id);
            connection.commit();
            return others;
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /**
     * Rows of nodes that died long ago. This one time the database's clock decides: a restart after
     * a crash must not wait for itself. Only a jump of that clock within the last lease could
     * mislead it.
     */
    private static void forget(Connection connection, Duration surelyOver) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement(
                        "delete from query_node where beat_at < clock_timestamp()"
                                + " - make_interval(secs => ?)")) {
            delete.setDouble(1, surelyOver.toMillis() / 1_000.0);
            delete.executeUpdate();
        }
    }

    /** Renews; null if the node was fenced, else who else is in there. */
    static @Nullable Set<UUID> beat(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        """
                        with renewed as (
                            update query_node set beat_at = clock_timestamp()
                            where id = ? and not fenced returning id
                        )
                        select n.id from query_node n where exists (select from renewed)
                        """)) {
            update.setObject(1, id);
            Set<UUID> all = ids(update);
            return all.remove(id) ? all : null;
        }
    }

    /** From now on none of them renews its lease. */
    static void fence(Connection connection, Collection<UUID> ids) throws SQLException {
        change(connection, "update query_node set fenced = true where id = any(?)", ids);
    }

    static void remove(Connection connection, Collection<UUID> ids) throws SQLException {
        change(connection, "delete from query_node where id = any(?)", ids);
    }

    /** Nobody is in the roll afterwards. */
    static void clear(Connection connection) throws SQLException {
        execute(connection, "delete from query_node");
    }

    private static Set<UUID> others(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select id from query_node where id <> ?")) {
            select.setObject(1, id);
            return ids(select);
        }
    }

    private static Set<UUID> ids(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            Set<UUID> ids = new HashSet<>();
            while (rows.next()) {
                ids.add(rows.getObject(1, UUID.class));
            }
            return ids;
        }
    }

    private static void change(Connection connection, String sql, Collection<UUID> ids)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            statement.executeUpdate();
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
