package dev.tabellion.projection.coherence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * One node's one session: notices come in where the lease is renewed, so a lease cannot outlive the
 * ear. Ends with the first error.
 */
final class NodeSession implements AutoCloseable {
    private static final Executor INLINE = Runnable::run;

    private final UUID id;
    private final Connection connection;
    private final PGConnection ear;
    private final Generations generations;
    private final Crier crier;

    private NodeSession(UUID id, Connection connection, Generations generations, Crier crier)
            throws SQLException {
        this.id = id;
        this.connection = connection;
        this.ear = connection.unwrap(PGConnection.class);
        this.generations = generations;
        this.crier = crier;
    }

    /** Listens before it enters, so that no notice meant for it is missed. */
    static NodeSession open(
            UUID id, DataSource sessions, LeaseTerms terms, Generations generations, Crier crier)
            throws SQLException {
        Connection connection = sessions.getConnection();
        try {
            // a store that hangs is no store: notice while the lease still runs
            connection.setNetworkTimeout(INLINE, (int) terms.lease().toMillis());
            NodeRoll.execute(connection, "set synchronous_commit = off");
            NodeRoll.execute(connection, "listen " + Notice.CHANNEL);
            NodeRoll.execute(connection, "listen " + Acknowledgement.CHANNEL);
            return new NodeSession(id, connection, generations, crier);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    UUID id() {
        return id;
    }

    Connection connection() {
        return connection;
    }

    Set<UUID> join(Collection<UUID> predecessors, LeaseTerms terms) throws SQLException {
        return NodeRoll.join(connection, id, predecessors, terms.surelyOver());
    }

    @Nullable Set<UUID> beat() throws SQLException {
        return NodeRoll.beat(connection, id);
    }

    /** Hears what comes in until then, and acts on it. */
    void listen(int milliseconds) throws SQLException {
        PGNotification[] heard = ear.getNotifications(Math.max(1, milliseconds));
        if (heard == null || heard.length == 0) {
            return;
        }
        Map<UUID, Long> dropped = new HashMap<>();
        for (PGNotification each : heard) {
            if (each.getName().equals(Acknowledgement.CHANNEL)) {
                crier.acknowledged(Acknowledgement.of(each.getParameter()));
            } else {
                drop(Notice.of(each.getParameter()), dropped);
            }
        }
        acknowledge(dropped);
    }

    private void drop(Notice notice, Map<UUID, Long> dropped) {
        if (!notice.sender().equals(crier.sender())) {
            generations.end(notice.gun());
            dropped.merge(notice.sender(), notice.number(), Math::max);
        }
    }

    private void acknowledge(Map<UUID, Long> dropped) throws SQLException {
        if (dropped.isEmpty()) {
            return;
        }
        try (PreparedStatement notify =
                connection.prepareStatement(
                        "select pg_notify(?, answer) from unnest(?::text[]) as answer")) {
            notify.setString(1, Acknowledgement.CHANNEL);
            notify.setArray(
                    2,
                    connection.createArrayOf(
                            "text",
                            dropped.entrySet().stream()
                                    .map(
                                            e ->
                                                    new Acknowledgement(
                                                                    e.getKey(), e.getValue(), id)
                                                            .text())
                                    .toArray()));
            notify.execute();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
