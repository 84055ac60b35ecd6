package dev.tabellion.command.renewal;

import dev.tabellion.collection.Gun;
import dev.tabellion.collection.Provenance;
import dev.tabellion.collection.Publisher;
import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.collection.TrustCommand;
import dev.tabellion.command.Outcome;
import dev.tabellion.command.StoreUnavailable;
import dev.tabellion.command.aggregate.CollectionCommands;
import dev.tabellion.command.store.RenewalDates;
import dev.tabellion.command.store.RenewalDates.Due;
import dev.tabellion.verify.RejectionFacts;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look at everything that is due, a few collections at once. Stops early when the signer or the
 * store is gone: the rest would fail the same way.
 */
final class RenewalPass {
    private static final Logger LOG = LoggerFactory.getLogger(RenewalPass.class);
    private static final int AT_ONCE = 4;
    private static final int PAGE = 200;
    private static final int LONG = 1_000;

    private final CollectionCommands commands;
    private final RenewalDates dates;
    private final Instant now;
    private final String requestId;
    private final AtomicLong renewed = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicReference<@Nullable RuntimeException> outage = new AtomicReference<>();

    RenewalPass(CollectionCommands commands, RenewalDates dates, Instant now, String requestId) {
        this.commands = commands;
        this.dates = dates;
        this.now = now;
        this.requestId = requestId;
    }

    /** What a pass came to. */
    record Result(long renewed, long failed) {}

    /**
     * @throws SignerUnavailable or {@link StoreUnavailable} if it had to stop early
     */
    Result run() {
        long due = dates.countDue(now);
        if (due > LONG) {
            LOG.atInfo().addKeyValue("due", due).log("renewal-catches-up");
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Semaphore room = new Semaphore(AT_ONCE);
            Due last = Due.FIRST;
            List<Due> page = dates.due(now, last, PAGE);
            while (!page.isEmpty() && outage.get() == null) {
                page.forEach(each -> renewInTurn(each.gun(), threads, room));
                page = dates.due(now, page.getLast(), PAGE);
            }
        }
        RuntimeException stopped = outage.get();
        if (stopped != null) {
            throw stopped;
        }
        return new Result(renewed.get(), failed.get());
    }

    private void renewInTurn(Gun gun, ExecutorService threads, Semaphore room) {
        if (outage.get() != null) {
            return;
        }
        room.acquireUninterruptibly();
        threads.execute(
                () -> {
                    try {
                        renew(gun);
                    } finally {
                        room.release();
                    }
                });
    }

    private void renew(Gun gun) {
        try {
            count(gun, commands.execute(new TrustCommand.RenewServerRoles(gun), ourselves()));
        } catch (SignerUnavailable | StoreUnavailable e) {
            outage.compareAndSet(null, e);
        } catch (RuntimeException e) {
            // one broken collection must not keep the others from being renewed
            failed.incrementAndGet();
            LOG.atError().addKeyValue("gun", gun).setCause(e).log("renewal-broke");
        }
    }

    private void count(Gun gun, Outcome outcome) {
        switch (outcome) {
            case Outcome.Done(var events) -> {
                if (!events.isEmpty() && renewed.incrementAndGet() % LONG == 0) {
                    LOG.atInfo().addKeyValue("renewed", renewed.get()).log("renewal-progressed");
                }
            }
            case Outcome.Refused(var why) -> {
                failed.incrementAndGet();
                LOG.atWarn()
                        .addKeyValue("gun", gun)
                        .addKeyValue("rule", RejectionFacts.ruleOf(why))
                        .log("renewal-refused");
            }
            case Outcome.KeyReady _, Outcome.TooManyKeys _ ->
                    throw new IllegalStateException("a renewal asks for no key: " + outcome);
        }
    }

    private Provenance ourselves() {
        return new Provenance(Publisher.TABELLION, requestId, null);
    }
}
