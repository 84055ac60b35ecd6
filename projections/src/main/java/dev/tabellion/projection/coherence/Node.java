package dev.tabellion.projection.coherence;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process among those that serve from one store: keeps its lease, hears notices, knows the
 * others. Gives the lease up rather than keep it in doubt, and comes back as a new node.
 */
public final class Node implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Node.class);
    private static final Duration BACK_OFF = Duration.ofMillis(250);

    /** Milliseconds after which a closed node notices. */
    private static final long LONGEST_EAR = 200;

    private static final int HEAL_EVERY_BEATS = 2;

    private final DataSource sessions;
    private final Supplier<UUID> ids;
    private final LongSupplier nanos;
    private final LeaseTerms terms;
    private final Generations generations;
    private final Lease lease;
    private final Crier crier;
    private final Healing healing;
    private final List<UUID> predecessors = new ArrayList<>();
    private final Roster roster;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * @param sessions gives sessions that nobody else will use afterwards: no pool
     * @param ids makes new ids
     */
    public Node(
            DataSource sessions,
            Supplier<UUID> ids,
            LongSupplier nanos,
            LeaseTerms terms,
            Generations generations,
            Lease lease) {
        this.sessions = sessions;
        this.ids = ids;
        this.nanos = nanos;
        this.terms = terms;
        this.generations = generations;
        this.lease = lease;
        this.crier = new Crier(ids.get(), sessions);
        this.healing = new Healing(generations);
        this.roster = new Roster(nanos);
        this.thread = Thread.ofVirtual().name("node-lease").unstarted(this::live);
    }

    public void start() {
        crier.start();
        thread.start();
    }

    Crier crier() {
        return crier;
    }

    /**
     * The others, as known within the last lease. Waits for that knowledge while the session is
     * being mended.
     */
    Members members(Duration patience) {
        return roster.current(patience);
    }

    private void live() {
        while (!closed) {
            try (NodeSession session = open()) {
                liveOn(session);
            } catch (SQLException | RuntimeException e) {
                // the lease goes on until it runs out: publishers wait for that
                log.atWarn().setCause(e).log("node-session-lost");
                LockSupport.parkNanos(BACK_OFF.toNanos());
            }
        }
    }

    private NodeSession open() throws SQLException {
        try {
            return NodeSession.open(ids.get(), sessions, terms, generations, crier);
        } catch (SQLException e) {
            lease.lostStore();
            throw e;
        }
    }

    private void liveOn(NodeSession session) throws SQLException {
        // the row of who we were goes in the same step, so its lease must be over before
        giveUp();
        generations.endAll();
        long asked = nanos.getAsLong();
        Set<UUID> others = session.join(predecessors, terms);
        predecessors.clear();
        predecessors.add(session.id());
        log.atInfo()
                .addKeyValue("node", session.id())
                .addKeyValue("others", others.size())
                .log("node-joined");
        // Publishers who know of others only from before we came forget that within a lease. Who
        // is alone has nobody to wait for.
        long copiesFrom =
                others.isEmpty() ? asked : nanos.getAsLong() + terms.surelyOver().toNanos();
        beatUntilClosed(session, copiesFrom);
        giveUp();
        NodeRoll.remove(session.connection(), List.of(session.id()));
    }

    /** Comes before our row goes: who then finds nobody in the roll may serve copies at once. */
    private void giveUp() {
        roster.forget();
        lease.waitWithStore();
    }

    private void beatUntilClosed(NodeSession session, long copiesFrom) throws SQLException {
        boolean serving = false;
        for (int beat = 0; !closed; beat++) {
            long asked = nanos.getAsLong();
            Set<UUID> others = session.beat();
            if (others == null) {
                log.atWarn().addKeyValue("node", session.id()).log("node-fenced");
                return;
            }
            roster.know(new Members(others, asked + terms.lease().toNanos()));
            crier.present(others);
            if (!serving && asked - copiesFrom >= 0) {
                healing.startAtHorizon(session.connection());
                // copies read while not every publisher knew us may have missed their notice
                generations.endAll();
                serving = true;
            }
            if (serving) {
                lease.holdUntil(asked + terms.lease().toNanos());
                if (beat % HEAL_EVERY_BEATS == 0) {
                    healing.look(session.connection());
                }
            }
            listenUntil(session, asked + terms.beat().toNanos());
        }
    }

    private void listenUntil(NodeSession session, long instant) throws SQLException {
        long left = instant - nanos.getAsLong();
        while (left > 0 && !closed) {
            session.listen((int) Math.min(LONGEST_EAR, TimeUnit.NANOSECONDS.toMillis(left)));
            left = instant - nanos.getAsLong();
        }
    }

    /** Leaves, so that no publisher waits for us. To be called when requests have ended. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join(terms.lease());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        crier.close();
    }
}
