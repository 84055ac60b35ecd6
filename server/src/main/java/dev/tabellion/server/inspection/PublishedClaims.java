package dev.tabellion.server.inspection;

import dev.tabellion.inspection.Claim;
import dev.tabellion.inspection.Fault;
import dev.tabellion.inspection.Finding;
import dev.tabellion.inspection.Notes;
import dev.tabellion.inspection.Spot;
import dev.tabellion.projection.inspection.ParallelInspection;
import dev.tabellion.projection.inspection.ParallelInspection.Stated;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.TreeHead;
import dev.tabellion.tlog.TreeSize;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The roots that a log's notes state, each note judged when it is come by; and those that somebody
 * else states. Safe for concurrent use.
 */
final class PublishedClaims implements ParallelInspection.Claims {
    private final OpenedLog log;
    private final Notes notes;
    private final List<Claim> beside = new CopyOnWriteArrayList<>();
    private final AtomicLong right = new AtomicLong();

    PublishedClaims(OpenedLog log, Notes notes) {
        this.log = log;
        this.notes = notes;
    }

    static Claim of(TreeHead head, String kept) {
        return new Claim(head, Spot.checkpoint(head.size()).with("kept", kept), Fault.ROOT_DIFFERS);
    }

    void beside(List<Claim> claims) {
        beside.addAll(claims);
    }

    /** How many notes were right so far. */
    long right() {
        return right.get();
    }

    @Override
    public Stated within(long above, long upTo) {
        List<Claim> claims = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        log.notes(above, upTo)
                .forEach(
                        (size, note) -> {
                            SignedCheckpoint checkpoint =
                                    notes.judge(note, new TreeSize(size), findings::add);
                            if (checkpoint != null) {
                                claims.add(of(checkpoint.head(), "published"));
                            }
                        });
        right.addAndGet(claims.size());
        beside.stream()
                .filter(each -> isWithin(each.head().size().leaves(), above, upTo))
                .forEach(claims::add);
        return new Stated(claims, findings);
    }

    private static boolean isWithin(long size, long above, long upTo) {
        return size > above && size <= upTo;
    }
}
