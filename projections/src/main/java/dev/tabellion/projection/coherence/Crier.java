package dev.tabellion.projection.coherence;

import dev.tabellion.collection.Gun;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Sends notices to the other nodes, those of many publishers in one transaction, outside of theirs:
 * a NOTIFY inside would queue all commits one behind the other. Opens no session while nobody
 * listens.
 */
final class Crier implements AutoCloseable {
    private static final int LARGEST_BATCH = 256;

    private final UUID sender;
    private final DataSource sessions;
    private final LinkedBlockingQueue<Pending> queue = new LinkedBlockingQueue<>();
    private final ConcurrentSkipListMap<Long, Pending> unanswered = new ConcurrentSkipListMap<>();
    private final Thread thread;
    private final AtomicLong lastNumber = new AtomicLong();
    private final AtomicReference<@Nullable Connection> session = new AtomicReference<>();

    Crier(UUID sender, DataSource sessions) {
        this.sender = sender;
        this.sessions = sessions;
        this.thread = Thread.ofVirtual().name("publication-crier").unstarted(this::cry);
    }

    void start() {
        thread.start();
    }

    UUID sender() {
        return sender;
    }

    /** The caller must {@link #forget} what it got. */
    synchronized Pending tell(Gun gun, Set<UUID> nodes) {
        // numbered and queued in one step: an acknowledgement covers every lower number
        long number = lastNumber.incrementAndGet();
        Pending pending = new Pending(new Notice(sender, number, gun), nodes);
        unanswered.put(number, pending);
        queue.add(pending);
        return pending;
    }

    void forget(Pending pending) {
        unanswered.remove(pending.notice().number());
    }

    void acknowledged(Acknowledgement answer) {
        if (answer.sender().equals(sender)) {
            unanswered
                    .headMap(answer.number(), true)
                    .values()
                    .forEach(pending -> pending.acknowledged(answer.by()));
        }
    }

    void present(Set<UUID> nodes) {
        unanswered.values().forEach(pending -> pending.present(nodes));
    }

    private void cry() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                List<Pending> batch = new ArrayList<>();
                batch.add(queue.take());
                queue.drainTo(batch, LARGEST_BATCH);
                cry(batch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        } finally {
            hangUp();
        }
    }

    /** A session may have died since its last use; a new one that fails, too, is bad news. */
    private void cry(List<Pending> batch) {
        try {
            Connection known = session.get();
            if (known != null && trySend(known, batch)) {
                return;
            }
            hangUp();
            Connection opened = open();
            session.set(opened);
            send(opened, batch);
        } catch (SQLException e) {
            hangUp();
            batch.forEach(pending -> pending.fail(e));
        }
    }

    private static boolean trySend(Connection session, List<Pending> batch) {
        try {
            send(session, batch);
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private Connection open() throws SQLException {
        Connection opened = sessions.getConnection();
        // a notice lost in a crash was lost with every session that listened
        NodeRoll.execute(opened, "set synchronous_commit = off");
        return opened;
    }

    private static void send(Connection session, List<Pending> batch) throws SQLException {
        try (PreparedStatement notify =
                session.prepareStatement(
                        "select pg_notify(?, notice) from unnest(?::text[]) as notice")) {
            notify.setString(1, Notice.CHANNEL);
            notify.setArray(
                    2,
                    session.createArrayOf(
                            "text", batch.stream().map(p -> p.notice().text()).toArray()));
            notify.execute();
        }
    }

    private void hangUp() {
        Connection ended = session.getAndSet(null);
        try {
            if (ended != null) {
                ended.close();
            }
        } catch (SQLException e) {
            // it was broken already, and nothing is left to be done with it
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
