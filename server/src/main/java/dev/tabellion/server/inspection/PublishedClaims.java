package dev.tabellion.server.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.inspection.Claim;
import dev.tabellion.inspection.Fault;
import dev.tabellion.inspection.Finding;
import dev.tabellion.inspection.Notes;
import dev.tabellion.inspection.Spot;
import dev.tabellion.projection.inspection.ParallelInspection;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.TreeHead;
import dev.tabellion.tlog.TreeSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The roots that a log's notes state, each note judged when it is come by; and those that somebody
 * else states. Not for several threads.
 */
final class PublishedClaims implements ParallelInspection.Claims {
    private final OpenedLog log;
    private final Notes notes;
    private final Consumer<Finding> findings;
    private final List<Claim> beside = new ArrayList<>();
    private final AtomicLong right = new AtomicLong();

    PublishedClaims(OpenedLog log, Notes notes, Consumer<Finding> findings) {
        this.log = log;
        this.notes = notes;
        this.findings = findings;
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

    /** Signatures cost the most of all, so they are checked side by side. */
    @Override
    public List<Claim> within(long above, long upTo) {
        List<Claim> claims = new ArrayList<>();
        log.notes(above, upTo).entrySet().parallelStream()
                .map(each -> judged(each.getValue(), new TreeSize(each.getKey())))
                .filter(Objects::nonNull)
                .map(each -> of(each.head(), "published"))
                .toList()
                .forEach(claims::add);
        right.addAndGet(claims.size());
        beside.stream()
                .filter(each -> isWithin(each.head().size().leaves(), above, upTo))
                .forEach(claims::add);
        return claims;
    }

    private static boolean isWithin(long size, long above, long upTo) {
        return size > above && size <= upTo;
    }

    private @Nullable SignedCheckpoint judged(Bytes note, TreeSize size) {
        List<Finding> own = new ArrayList<>();
        SignedCheckpoint checkpoint = notes.judge(note, size, own::add);
        if (!own.isEmpty()) {
            synchronized (this) {
                own.forEach(findings);
            }
        }
        return checkpoint;
    }
}
