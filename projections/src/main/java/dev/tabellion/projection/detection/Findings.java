package dev.tabellion.projection.detection;

import dev.tabellion.detection.Finding;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Where findings go that are not made in the log's order. Takes the place of the one writer of
 * findings until the caller's transaction ends, so that their numbers become visible in order.
 */
public final class Findings {
    private final JdbcTemplate jdbc;
    private final HeadRow head;
    private final FindingTable table;
    private final InstantSource clock;

    /**
     * @param dataSource on which the callers' transactions are
     */
    public Findings(DataSource dataSource, InstantSource clock) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.head = new HeadRow(jdbc);
        this.table = new FindingTable(jdbc);
        this.clock = clock;
    }

    /** To be the last thing that a transaction does: others wait for its end. */
    public void add(List<Finding> findings) {
        if (!findings.isEmpty()) {
            Instant now = clock.instant();
            List<ExpectedFinding> judged = SaidBefore.now(jdbc).judge(findings, now);
            head.lock();
            table.add(judged, now);
        }
    }
}
