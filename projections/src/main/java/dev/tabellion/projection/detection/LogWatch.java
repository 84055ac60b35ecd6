package dev.tabellion.projection.detection;

import dev.tabellion.background.Background;
import dev.tabellion.detection.Finding;
import dev.tabellion.detection.FindingId;
import dev.tabellion.detection.Reporter;
import dev.tabellion.detection.Told;
import dev.tabellion.detection.rule.Rules;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks the log's keepers every few seconds, and makes findings of what they say. Not by way of the
 * log: when it is in trouble nothing gets into it. What could not be stored is told again.
 */
public final class LogWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogWatch.class);
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final Reporter reporter = new Reporter(Rules.ALL);
    private final PublishedUntil published;
    private final List<Teller> tellers;
    private final Findings findings;
    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private final Set<FindingId> known = new HashSet<>();
    private final Background background = new Background("log-watch", this::work);

    /**
     * @param dataSource on which the transactions are
     */
    public LogWatch(
            DataSource dataSource,
            PlatformTransactionManager transactions,
            List<Teller> tellers,
            InstantSource clock) {
        this.published = new PublishedUntil(dataSource);
        this.tellers = new ArrayList<>(tellers);
        this.tellers.add(published);
        this.findings = new Findings(dataSource, clock);
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    public void start() {
        background.start();
    }

    private void work() {
        do {
            attempt();
        } while (!background.stoppedWithin(LOOK));
    }

    private void attempt() {
        try {
            look();
        } catch (DataAccessException | TransactionException e) {
            LOG.atDebug().setCause(e).log("log-not-watched"); // health tells of the database
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("log-not-watched");
        }
    }

    /** Once; the thread does so again and again. */
    public void look() {
        Instant now = clock.instant();
        long size = published.size();
        List<Finding> fresh = new ArrayList<>();
        for (Teller teller : tellers) {
            for (Told told : teller.told(now, size)) {
                reporter.hear(told, now).stream()
                        .filter(finding -> !known.contains(finding.id()))
                        .forEach(fresh::add);
            }
        }
        if (!fresh.isEmpty()) {
            transaction.executeWithoutResult(_ -> findings.add(fresh));
            fresh.forEach(finding -> known.add(finding.id()));
        }
    }

    @Override
    public void close() {
        background.close();
    }
}
