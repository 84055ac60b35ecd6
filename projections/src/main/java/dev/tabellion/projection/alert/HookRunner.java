package dev.tabellion.projection.alert;

import dev.tabellion.background.Background;
import dev.tabellion.projection.finding.FindingReader;
import dev.tabellion.projection.finding.StoredFinding;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells one webhook what it wants to know, on a thread of its own, so that none waits for another.
 * What is about one thing comes in order: what fails holds back what comes behind it about the same
 * thing, until it is given up.
 */
final class HookRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HookRunner.class);
    private static final int BATCH = 500;
    private static final int ROUND = 16;
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Hook hook;
    private final FindingReader findings;
    private final FindingBell bell;
    private final Outlets outlets;
    private final HookOutbox outbox;
    private final HookClient client;
    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private final Backoff backoff;
    private final Background background;
    private volatile boolean failing;

    HookRunner(Hook hook, Hooks.Surroundings here, HookClient client) {
        this.hook = hook;
        this.findings = here.findings();
        this.bell = here.bell();
        this.outlets = here.outlets();
        this.outbox = new HookOutbox(here.dataSource());
        this.client = client;
        this.transaction = new TransactionTemplate(here.transactions());
        this.clock = here.clock();
        this.backoff = here.backoff();
        this.background = new Background("webhook-" + hook.name(), this::work);
    }

    void start() {
        background.start();
    }

    Hook hook() {
        return hook;
    }

    /** Whether the last attempt brought nothing. */
    boolean isFailing() {
        return failing;
    }

    @Override
    public void close() {
        background.close();
    }

    private void work() {
        boolean open = false;
        while (!background.isStopped()) {
            try {
                if (!open) {
                    outlets.open(hook.outlet(), findings.newest());
                    open = true;
                }
                turn();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) { // whatever it is, the next alert is told again
                LOG.atWarn().setCause(e).log("webhook-not-served");
                failing = true;
                background.stoppedWithin(PAUSE);
            }
        }
        if (open) {
            outlets.release(hook.outlet());
        }
    }

    private void turn() throws InterruptedException {
        Long position = outlets.hold(hook.outlet());
        if (position == null) {
            background.stoppedWithin(PAUSE); // another node tells it
            return;
        }
        long queued = enqueue(position);
        if (outlets.paused(hook.outlet()) != null) {
            background.stoppedWithin(PAUSE);
            return;
        }
        List<Delivery> due = outbox.due(hook, clock.instant(), ROUND);
        long began = System.nanoTime();
        for (Delivery delivery : due) {
            if (background.isStopped() || isLate(began)) {
                return; // the lease is renewed before the next
            }
            if (!told(delivery)) {
                return; // nothing more for it until somebody says so
            }
        }
        if (due.isEmpty()) {
            bell.await(queued, LOOK);
        }
    }

    private static boolean isLate(long began) {
        return System.nanoTime() - began > Outlets.LEASE.minus(HookClient.PATIENCE).toNanos();
    }

    /** What becomes known is kept for it, and how far that is, in one transaction. */
    private long enqueue(long position) {
        List<StoredFinding> next = findings.after(position, BATCH);
        if (next.isEmpty()) {
            return position;
        }
        long last = next.getLast().number();
        transaction.executeWithoutResult(
                _ -> {
                    if (outlets.move(hook.outlet(), last)) {
                        outbox.put(hook, next);
                    }
                });
        return last;
    }

    /** Tells it; false if the receiver says that it is there no more. */
    private boolean told(Delivery delivery) throws InterruptedException {
        return switch (client.post(hook, delivery, clock.instant())) {
            case HookAnswer.Taken _ -> {
                // A crash here, before the row is gone: sent again after the restart.
                outbox.done(hook, delivery);
                failing = false;
                yield true;
            }
            case HookAnswer.Gone _ -> {
                outbox.failed(hook, delivery, "status 410", clock.instant(), false);
                outlets.pause(hook.outlet(), "its receiver answered 410: gone");
                LOG.atWarn().addKeyValue("webhook", hook.name()).log("webhook-gone");
                failing = true;
                yield false;
            }
            case HookAnswer.Failed(String why) -> {
                fail(delivery, why);
                yield true;
            }
        };
    }

    private void fail(Delivery delivery, String why) {
        int made = delivery.attempts() + 1;
        boolean dead = backoff.isOver(made);
        Instant next = clock.instant().plus(backoff.after(made));
        outbox.failed(hook, delivery, why, next, dead);
        LOG.atWarn()
                .addKeyValue("webhook", hook.name())
                .addKeyValue("finding", delivery.finding())
                .addKeyValue("attempt", made)
                .addKeyValue("why", why)
                .log(dead ? "alert-given-up" : "alert-not-taken");
        failing = true;
    }
}
