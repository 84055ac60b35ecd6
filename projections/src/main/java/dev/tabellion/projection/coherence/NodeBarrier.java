package dev.tabellion.projection.coherence;

import dev.tabellion.collection.Gun;
import dev.tabellion.collection.PublicationBarrier;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops this node's copies, then waits until the others dropped theirs or may serve none. With no
 * other node it is a look-up and a comparison.
 *
 * <p>If neither can be had because the store is gone, {@link #await} throws: the publication is
 * committed, but must not be called visible.
 */
public final class NodeBarrier implements PublicationBarrier {
    private static final Logger log = LoggerFactory.getLogger(NodeBarrier.class);
    private static final Duration MENDING = Duration.ofSeconds(5);

    private final Generations generations;
    private final Node node;
    private final LeaseTerms terms;
    private final DataSource dataSource;

    public NodeBarrier(
            Generations generations, Node node, LeaseTerms terms, DataSource dataSource) {
        this.generations = generations;
        this.node = node;
        this.terms = terms;
        this.dataSource = dataSource;
    }

    @Override
    public void await(Gun gun) {
        generations.end(gun);
        Set<UUID> others = node.members(MENDING).others();
        if (others.isEmpty()) {
            return;
        }
        Pending pending = node.crier().tell(gun, others);
        try {
            if (!pending.await(terms.patience())) {
                outwait(pending);
            }
        } finally {
            node.crier().forget(pending);
        }
    }

    /**
     * A fenced node renews its lease no more, so one lease later it serves no copies, whatever
     * became of it. A crash of ours in between leaves it fenced: it comes back as a new node.
     */
    private void outwait(Pending pending) {
        Set<UUID> silent = pending.silent();
        log.atWarn().addKeyValue("nodes", silent).log("silent-nodes-fenced");
        withStore(connection -> NodeRoll.fence(connection, silent));
        if (!pending.await(terms.surelyOver())) {
            Set<UUID> over = pending.silent();
            withStore(connection -> NodeRoll.remove(connection, over));
        }
    }

    private interface Step {
        void take(Connection connection) throws SQLException;
    }

    private void withStore(Step step) {
        try (Connection connection = dataSource.getConnection()) {
            step.take(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("fencing nodes that do not answer", e);
        }
    }
}
