package dev.tabellion.command.renewal;

import dev.tabellion.background.Background;
import dev.tabellion.command.Randomness;
import dev.tabellion.command.aggregate.CollectionCommands;
import dev.tabellion.command.store.RenewalDates;
import dev.tabellion.notary.HealthCheck;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps true that nothing we sign expires: renews it ahead, on one node at a time. While it cannot,
 * what there is goes on being served, and its health says so.
 */
public final class TimestampRefresher implements HealthCheck, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TimestampRefresher.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final int REQUEST_ID_BYTES = 8;

    private final CollectionCommands commands;
    private final RenewalDates dates;
    private final OneAtATime turns;
    private final InstantSource clock;
    private final Randomness randomness;
    private final Duration period;
    private final CountDownLatch firstLook = new CountDownLatch(1);
    private final AtomicReference<@Nullable String> complaint = new AtomicReference<>();
    private final Background thread;

    /**
     * @param period between one look and the next while all is well
     */
    public TimestampRefresher(
            CollectionCommands commands,
            RenewalDates dates,
            DataSource dataSource,
            InstantSource clock,
            Randomness randomness,
            Duration period) {
        this.commands = commands;
        this.dates = dates;
        this.turns = new OneAtATime(dataSource);
        this.clock = clock;
        this.randomness = randomness;
        this.period = period;
        this.thread = new Background("timestamp-refresher", this::work);
    }

    public void start() {
        thread.start();
    }

    /**
     * Whether what fell due while no node ran has been looked at once. True too when that failed:
     * old files served beat none, and {@link #complaint} tells.
     */
    public boolean isCaughtUp() {
        return firstLook.getCount() == 0;
    }

    /** Waits until {@link #isCaughtUp}; with much to catch up, that takes its minutes. */
    public void awaitCaughtUp() throws InterruptedException {
        firstLook.await();
    }

    /** Renews what is due now, unless another node is at it; tells whether it did. */
    public boolean lookOnce() {
        return turns.attempt(this::pass);
    }

    @Override
    public String name() {
        return "Renewal operational";
    }

    @Override
    public @Nullable String complaint() {
        return complaint.get();
    }

    @Override
    public void close() {
        thread.close();
    }

    private void pass() {
        RenewalPass.Result result =
                new RenewalPass(commands, dates, clock.instant(), "renewal-" + requestId()).run();
        complaint.set(
                result.failed() == 0
                        ? null
                        : result.failed() + " collections could not be renewed; see the log");
        if (result.renewed() > 0) {
            LOG.atInfo()
                    .addKeyValue("renewed", result.renewed())
                    .addKeyValue("failed", result.failed())
                    .log("collections-renewed");
        }
    }

    private void work() {
        Duration pause = SHORTEST_PAUSE;
        do {
            pause = look() ? period : longer(pause);
            firstLook.countDown();
        } while (!thread.stoppedWithin(pause));
    }

    private boolean look() {
        try {
            lookOnce();
            return true;
        } catch (RuntimeException e) {
            complaint.set("what is due cannot be renewed at the moment; see the log");
            LOG.atWarn().setCause(e).log("renewal-not-possible");
            return false;
        }
    }

    private Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(period) > 0 ? period : twice;
    }

    private String requestId() {
        return randomness.bytes(REQUEST_ID_BYTES).hex();
    }
}
