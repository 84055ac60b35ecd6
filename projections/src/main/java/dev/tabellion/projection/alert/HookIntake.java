package dev.tabellion.projection.alert;

import dev.tabellion.projection.finding.FindingReader;
import dev.tabellion.projection.finding.StoredFinding;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes up findings for a webhook: so many, and no more before it took some of them. */
final class HookIntake {
    private static final Logger LOG = LoggerFactory.getLogger(HookIntake.class);
    private static final int BATCH = 500;

    /** What waits beyond that waits where it is found, and costs nothing. */
    private static final int MOST_WAITING = 1_000;

    /** Whoever does not take so many needs a person, not more of it. */
    private static final int MOST_DEAD = 1_000;

    /** Known to nobody: whoever waits for one that is newer waits as long as it may. */
    private static final long NONE_NEWER = Long.MAX_VALUE;

    private final Hook hook;
    private final FindingReader findings;
    private final FindingBell bell;
    private final Outlets outlets;
    private final HookOutbox outbox;
    private final TransactionTemplate transaction;

    HookIntake(Hook hook, Hooks.Surroundings here, HookOutbox outbox) {
        this.hook = hook;
        this.findings = here.findings();
        this.bell = here.bell();
        this.outlets = here.outlets();
        this.outbox = outbox;
        this.transaction = new TransactionTemplate(here.transactions());
    }

    /**
     * What becomes known is kept for it, and how far that is, in one transaction.
     *
     * @return the number of the last finding it need not be woken for
     */
    long take(long position) {
        if (bell.newest() <= position) {
            return position;
        }
        HookOutbox.Kept kept = outbox.kept(hook);
        if (kept.dead() >= MOST_DEAD) {
            outlets.pause(hook.outlet(), MOST_DEAD + " alerts were given up");
            LOG.atWarn().addKeyValue("webhook", hook.name()).log("webhook-takes-nothing");
            return NONE_NEWER;
        }
        int room = Math.min(BATCH, MOST_WAITING - kept.waiting());
        if (room <= 0) {
            return NONE_NEWER;
        }
        List<StoredFinding> next = findings.after(position, room);
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
}
