package dev.tabellion.detection;

import dev.tabellion.verify.JdkSignatureCheck;
import dev.tabellion.verify.RecentChecks;
import dev.tabellion.verify.SignatureCheck;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * Hears the log, entry by entry, and tells what its rules find. The same log gives the same
 * findings: time is the log's own while it is read again, and the clock's at its end. Never keeps
 * anything but in its archive, and what time it is.
 */
public final class Detective {
    /**
     * How long after a deadline it counts as passed: an entry gets into the log a little after it
     * happened, and nodes' clocks differ.
     */
    public static final Duration GRACE = Duration.ofSeconds(10);

    /** Of how many entries it is known when they happened. */
    public static final int LATELY = Moments.KEPT;

    private final Shapes rules;
    private final Deadlines deadlines;
    private final Archive archive;
    private final InstantSource clock;
    private final Reading reading = new Reading();
    private final Moments moments = new Moments();
    private final SignatureCheck check = new RecentChecks(new JdkSignatureCheck());

    /**
     * @param clock what is due counts as passed no sooner than by this one, whatever the record
     *     says: no node's clock, however wrong, makes anything late
     */
    public Detective(
            Collection<? extends DetectionRule> rules, Archive archive, InstantSource clock) {
        this.rules = Shapes.of(rules);
        this.deadlines = new Deadlines(rules, archive);
        this.archive = archive;
        this.clock = clock;
    }

    /** Whether that leaf's entry is the one to hear after the last that was heard here. */
    public boolean isNext(long leaf) {
        return moments.isNext(leaf);
    }

    /**
     * Goes on where somebody else heard the log, or where it was heard in vain: what time it is by
     * the record is the same for whoever hears the next entry.
     *
     * @param lately of the last {@value #LATELY} entries before, in the log's order
     */
    public void resume(List<Moment> lately) {
        moments.resume(lately);
    }

    /** What the next entry of the log makes known, what was due before it included. */
    public List<Finding> hear(Entry entry) {
        Instant now = clock.instant();
        List<Finding> findings = new ArrayList<>(passedBefore(now));
        Sources sources = new Sources(archive, reading, check, moments.latest(), now);
        Hearing hearing = new Hearing(rules, sources, entry);
        Dossier after = hearing.judged();
        Instant late = earlier(entry.at(), now).minus(GRACE);
        History known = new History(after, sources);
        archive.put(deadlines.after(entry, known, late, hearing.fence(), findings));
        moments.hear(new Moment(entry.leaf(), entry.at()));
        findings.addAll(hearing.findings());
        return findings;
    }

    /** What did not happen in time, at {@code now}, where all that happened before was heard. */
    public List<Finding> passed(Instant now) {
        return passed(now, _ -> true);
    }

    /**
     * What did not happen in time, where something that happened may wait for its place in the log:
     * only that the log itself is late is sure.
     */
    public List<Finding> passedOfLog(Instant now) {
        return passed(now, deadlines::isOfLog);
    }

    private List<Finding> passed(Instant now, Predicate<Deadline> sure) {
        Instant due = now.minus(GRACE);
        List<Finding> findings = new ArrayList<>();
        for (View view : archive.waitingUntil(due)) {
            findings.addAll(deadlines.pass(Dossier.known(archive, view), due, sure));
        }
        return findings;
    }

    private List<Finding> passedBefore(Instant now) {
        Instant passed = moments.passed();
        return passed == null ? List.of() : passed(earlier(passed, now));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
