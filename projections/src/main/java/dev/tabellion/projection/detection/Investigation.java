package dev.tabellion.projection.detection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.detection.Detective;
import dev.tabellion.detection.Entry;
import dev.tabellion.detection.Finding;
import dev.tabellion.detection.rule.Rules;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The detective at work on the database: one at a time over all nodes, since each turn holds the
 * head's row from its first look to its commit. What a turn learned counts once it is committed,
 * which the next one reads from that row: who ends a turn need not wait for who begins one.
 */
public final class Investigation {
    private final HeadRow head;
    private final StoredArchive archive;
    private final FindingTable findings;
    private final AnnouncedChanges announced;
    private final Detective detective;
    private final InstantSource clock;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean news = new AtomicBoolean();

    /**
     * @param dataSource on which the caller's transactions are
     */
    public Investigation(DataSource dataSource, InstantSource clock) {
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        this.head = new HeadRow(jdbc);
        this.archive = new StoredArchive(jdbc);
        this.findings = new FindingTable(jdbc);
        this.announced = new AnnouncedChanges(new LoggedCases(jdbc));
        this.detective = new Detective(Rules.ALL, archive, clock);
        this.clock = clock;
    }

    /**
     * Hears a batch, in the transaction of its caller, who says afterwards how that ended.
     *
     * @throws IllegalStateException if the first entry is not the one that comes next
     */
    synchronized void hear(List<Entry> batch) {
        HeadRow.Head before = begin(batch.getFirst().leaf());
        archive.expect(batch);
        List<ExpectedFinding> found = new ArrayList<>(begin(before));
        for (Entry entry : batch) {
            detective.hear(entry).forEach(f -> found.add(announced.judge(f, entry.event())));
            announced.hear(entry);
        }
        end(before.rules(), batch.getLast().leaf() + 1, found);
    }

    /** What did not happen in time. */
    synchronized void look() {
        HeadRow.Head before = head.lock();
        Instant now = clock.instant();
        Instant due = now.minus(Detective.GRACE);
        if (!before.rules().equals(Rules.digest()) || head.isBehind(before.size(), due)) {
            return; // what is awaited may be among what was not heard yet
        }
        archive.begin(before.turn());
        archive.expect(now);
        List<ExpectedFinding> found = new ArrayList<>(begin(before));
        // or it happened, and the log that should say so stands still
        List<Finding> passed =
                head.isLogBehind(due) ? detective.passedOfLog(now) : detective.passed(now);
        passed.forEach(f -> found.add(announced.judge(f, null)));
        if (!found.isEmpty()) {
            end(before.rules(), before.size(), found);
        }
    }

    /** No announcement explains what is found of announcements. */
    private List<ExpectedFinding> begin(HeadRow.Head before) {
        return announced.begin(before).stream()
                .map(finding -> new ExpectedFinding(finding, null))
                .toList();
    }

    /**
     * Tells whoever waits for findings that there may be new ones. None may rely on being told.
     *
     * @param listener never throws
     */
    public void tell(Runnable listener) {
        listeners.add(listener);
    }

    /** A turn was committed. Waits for nobody: another may be taking its turn already. */
    void kept() {
        if (news.compareAndSet(true, false)) {
            listeners.forEach(Runnable::run);
        }
    }

    private HeadRow.Head begin(long leaf) {
        HeadRow.Head before = head.lock();
        Sha256 rules = Rules.digest();
        if (leaf == 0 && !before.rules().equals(rules)) {
            head.forget(DetectionProjection.name());
            before = new HeadRow.Head(rules, 0, HeadRow.NO_TURN);
        }
        if (!before.rules().equals(rules) || before.size() != leaf) {
            throw new IllegalStateException(
                    "detection has heard "
                            + before.size()
                            + " leaves by the rules "
                            + before.rules()
                            + ", and leaf "
                            + leaf
                            + " came next for the rules "
                            + rules);
        }
        archive.begin(before.turn());
        if (!detective.isNext(leaf)) {
            detective.resume(head.lately(leaf));
        }
        return before;
    }

    private void end(Sha256 rules, long size, List<ExpectedFinding> found) {
        archive.write();
        findings.add(found, clock.instant());
        if (!found.isEmpty()) {
            news.set(true);
        }
        long turn = head.move(rules, size);
        archive.wrote(turn);
        announced.wrote(turn);
    }
}
