package dev.tabellion.projection.alert;

import dev.tabellion.background.Background;
import dev.tabellion.projection.finding.FindingReader;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Tells one webhook what it wants to know, on a thread of its own, so that none waits for another.
 * What is about one thing comes in order: what fails holds back what comes behind it about the same
 * thing, until it is given up.
 */
final class HookRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HookRunner.class);
    private static final int ROUND = 16;
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Hook hook;
    private final FindingReader findings;
    private final FindingBell bell;
    private final Outlets outlets;
    private final HookOutbox outbox;
    private final HookClient client;
    private final HookIntake intake;
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
        this.intake = new HookIntake(hook, here, outbox);
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
            release();
        }
    }

    private void release() {
        try {
            outlets.release(hook.outlet());
        } catch (DataAccessException e) {
            LOG.atDebug().setCause(e).log("outlet-not-released"); // its lease ends by itself
        }
    }

    private void turn() throws InterruptedException {
        Outlets.Outlet outlet = outlets.hold(hook.outlet());
        if (outlet == null || outlet.paused() != null) {
            background.stoppedWithin(PAUSE); // another node tells it, or nobody is to
            return;
        }
        long queued = intake.take(outlet.position());
        List<Delivery> due = outbox.due(hook, ROUND);
        for (Delivery delivery : due) {
            // the lease is as long as one attempt may take
            if (background.isStopped() || outlets.hold(hook.outlet()) == null) {
                return;
            }
            if (!told(delivery)) {
                return; // nothing more for it until somebody says so
            }
        }
        if (due.isEmpty()) {
            bell.await(queued, LOOK);
        }
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
                outbox.failed(hook, delivery, "status 410", Duration.ZERO, false);
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
        outbox.failed(hook, delivery, why, backoff.after(made), dead);
        LOG.atWarn()
                .addKeyValue("webhook", hook.name())
                .addKeyValue("finding", delivery.finding())
                .addKeyValue("attempt", made)
                .addKeyValue("why", why)
                .log(dead ? "alert-given-up" : "alert-not-taken");
        failing = true;
    }
}
