package dev.tabellion.projection.alert;

import dev.tabellion.background.Background;
import dev.tabellion.projection.feed.OrderedProducer;
import dev.tabellion.projection.finding.FindingReader;
import dev.tabellion.projection.finding.StoredFinding;
import dev.tabellion.tlog.Origin;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Sends each finding to a topic, at least once and in order, from the first one on. Nothing waits
 * for it: while Kafka takes nothing, findings stay where they are.
 */
public final class AlertFeed implements AutoCloseable {
    /** Its position is kept under it. */
    public static final String NAME = "kafka";

    private static final Logger LOG = LoggerFactory.getLogger(AlertFeed.class);
    private static final int BATCH = 500;
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AlertRecords records;
    private final FindingReader findings;
    private final FindingBell bell;
    private final Outlets outlets;
    private final OrderedProducer producer;
    private final Background background = new Background("alert-feed", this::work);
    private volatile long sent = -1;
    private volatile boolean failing;

    public AlertFeed(
            String topic,
            Origin origin,
            FindingReader findings,
            FindingBell bell,
            Outlets outlets,
            OrderedProducer producer) {
        this.records = new AlertRecords(topic, origin);
        this.findings = findings;
        this.bell = bell;
        this.outlets = outlets;
        this.producer = producer;
    }

    public void start() {
        background.start();
    }

    public boolean isFailing() {
        return failing;
    }

    /** The number of the last finding that Kafka has from this process; -1 before the first. */
    public long sent() {
        return sent;
    }

    /** Leaves what was not sent to whoever comes next. */
    @Override
    public void close() {
        background.close();
    }

    private void work() {
        boolean open = false;
        while (!background.isStopped()) {
            try {
                if (!open) {
                    outlets.open(NAME, 0);
                    open = true;
                }
                send();
                failing = false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (ExecutionException | TimeoutException | RuntimeException e) {
                if (!failing) {
                    LOG.atWarn().setCause(e).log("alerts-not-sent");
                }
                failing = true;
                background.stoppedWithin(PAUSE);
            }
        }
        if (open) {
            release();
        }
    }

    private void send() throws InterruptedException, ExecutionException, TimeoutException {
        Outlets.Outlet outlet = outlets.hold(NAME);
        if (outlet == null) {
            background.stoppedWithin(PAUSE); // another node tells it
            return;
        }
        long position = outlet.position();
        List<StoredFinding> next = findings.after(position, BATCH);
        if (next.isEmpty()) {
            bell.await(position, LOOK);
            return;
        }
        OrderedProducer.Lane lane = producer.lane();
        List<CompletableFuture<Void>> acknowledged =
                next.stream().map(records::of).map(lane::send).toList();
        CompletableFuture.allOf(acknowledged.toArray(CompletableFuture<?>[]::new))
                .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        long last = next.getLast().number();
        // A crash here, before the position is saved: sent again after the restart, byte for byte.
        outlets.move(NAME, last);
        sent = last;
    }

    private void release() {
        try {
            outlets.release(NAME);
        } catch (DataAccessException e) {
            LOG.atDebug().setCause(e).log("outlet-not-released"); // its lease ends by itself
        }
    }
}
