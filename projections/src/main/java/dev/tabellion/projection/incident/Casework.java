package dev.tabellion.projection.incident;

import dev.tabellion.background.Background;
import dev.tabellion.collection.EventStream;
import dev.tabellion.notary.HealthCheck;
import dev.tabellion.projection.finding.FindingReader;
import dev.tabellion.projection.finding.StoredFinding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps true that every finding that nobody expected is in an incident, and that incidents are what
 * people made of them. Takes up both in the order of their times, one node at a time, with its
 * position in the same transaction.
 */
public final class Casework implements HealthCheck, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Casework.class);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int BATCH = 500;

    private final JdbcTemplate jdbc;
    private final FindingReader findings;
    private final CaseEvents said;
    private final IncidentWriter incidents;
    private final TransactionTemplate transaction;
    private final Background background = new Background("casework", this::work);
    private volatile boolean failing;

    /**
     * @param dataSource on which those transactions are
     */
    public Casework(DataSource dataSource, PlatformTransactionManager transactions) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.findings = new FindingReader(dataSource);
        this.said = new CaseEvents(jdbc);
        this.incidents = new IncidentWriter(jdbc);
        this.transaction = new TransactionTemplate(transactions);
    }

    public void start() {
        background.start();
    }

    @Override
    public void close() {
        background.close();
    }

    @Override
    public String name() {
        return "Incidents operational";
    }

    @Override
    public @Nullable String complaint() {
        return failing ? "findings are not grouped into incidents; see the log" : null;
    }

    @Override
    public boolean isVital() {
        return false;
    }

    /** Forgets all incidents; they are made anew from the first finding on. */
    public void beginAnew() {
        transaction.executeWithoutResult(
                _ -> {
                    lock();
                    jdbc.update("delete from tabellion.incident_entry");
                    jdbc.update("delete from tabellion.incident_finding");
                    jdbc.update("delete from tabellion.incident");
                    move(new Position(0, -1));
                });
    }

    private void work() {
        while (!background.stoppedWithin(failing ? PAUSE : LOOK)) {
            try {
                catchUp();
                failing = false;
            } catch (RuntimeException e) {
                if (!failing) {
                    LOG.atWarn().setCause(e).log("incidents-not-updated");
                }
                failing = true;
            }
        }
    }

    private void catchUp() {
        boolean more = true;
        while (more && !background.isStopped()) {
            more = news() && Boolean.TRUE.equals(transaction.execute(_ -> takeSome()));
        }
    }

    /** Looks before it locks: most of the time there is nothing. */
    private boolean news() {
        return Boolean.TRUE.equals(
                jdbc.queryForObject(
                        """
                        select exists (select from tabellion.finding where number > h.finding)
                            or exists (select from tabellion.event e
                                join tabellion.log_leaf l using (global_index)
                                where e.collection = ? and e.sequence > h.said)
                        from tabellion.incident_head h
                        """,
                        Boolean.class,
                        EventStream.CASES.id()));
    }

    private boolean takeSome() {
        Position before = lock();
        List<StoredFinding> found = findings.after(before.finding(), BATCH);
        List<Said> told = said.after(before.said(), BATCH);
        // of a stream that goes on beyond this batch nobody knows what comes next
        Instant known =
                earlier(horizon(found), told.size() < BATCH ? Instant.MAX : told.getLast().at());
        int f = 0;
        int s = 0;
        while (f < found.size() || s < told.size()) {
            boolean finding =
                    s == told.size()
                            || (f < found.size()
                                    && !found.get(f).finding().at().isAfter(told.get(s).at()));
            Instant at = finding ? found.get(f).finding().at() : told.get(s).at();
            if (at.isAfter(known) && f + s > 0) {
                break;
            }
            if (finding) {
                incidents.take(found.get(f++));
            } else {
                incidents.take(told.get(s++));
            }
        }
        move(
                new Position(
                        f == 0 ? before.finding() : found.get(f - 1).number(),
                        s == 0 ? before.said() : told.get(s - 1).sequence()));
        return f + s > 0;
    }

    private static Instant horizon(List<StoredFinding> found) {
        return found.size() < BATCH ? Instant.MAX : found.getLast().finding().at();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /**
     * How far both are.
     *
     * @param said the sequence of the last event taken up
     */
    private record Position(long finding, long said) {}

    private Position lock() {
        return jdbc.queryForObject(
                "select finding, said from tabellion.incident_head for update",
                (row, _) -> new Position(row.getLong(1), row.getLong(2)));
    }

    private void move(Position position) {
        jdbc.update(
                "update tabellion.incident_head set finding = ?, said = ?",
                position.finding(),
                position.said());
    }
}
