package dev.tabellion.projection.audit;

import dev.tabellion.background.Background;
import dev.tabellion.projection.log.LeafSource;
import dev.tabellion.projection.log.LeafTokens;
import dev.tabellion.projection.log.LogFollower;
import dev.tabellion.projection.log.LogNews;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Makes the audit trail anew from the log. Until that is done, questions find what is there again.
 * A crash leaves it to whoever follows next, who goes on.
 */
public final class AuditRebuild {
    private static final Duration LOOK = Duration.ofMillis(200);

    /**
     * The head first: a follower that is at work writes only while it holds it, and stumbles over
     * it when it comes next; its position is then read again.
     */
    private static final String EMPTY =
            """
            lock table tabellion.audit_head in access exclusive mode;
            truncate tabellion.audit_tail, tabellion.audit_chunk, tabellion.audit_time,
                tabellion.audit_person, tabellion.collection_history;
            update tabellion.audit_head set size = 0, chunks = 0;
            update tabellion.follower set position = null, position_type = null
                where name = '%s'
            """
                    .formatted(AuditProjection.NAME);

    private final DataSource record;
    private final TransactionManager transactions;

    /**
     * @param transactions on {@code record}
     */
    public AuditRebuild(DataSource record, TransactionManager transactions) {
        this.record = record;
        this.transactions = transactions;
    }

    /**
     * Returns when the trail is as long as the log was at the beginning. A server that runs may do
     * the work.
     *
     * @param owner who may empty tables; is left open
     * @param progress told how many entries are done, now and then
     * @return how many entries there were
     */
    public long run(Connection owner, LongConsumer progress) throws SQLException {
        var sql = new JdbcTemplate(record);
        long end = number(sql, "select coalesce(max(leaf_index) + 1, 0) from tabellion.log_leaf");
        empty(owner);
        var follower =
                new LogFollower(
                        AuditProjection.NAME,
                        new AuditProjection(record),
                        new LeafSource(record, new LogNews()),
                        LeafTokens.on(record),
                        transactions);
        try (follower;
                var waiting = new Background("audit-rebuild", () -> {})) {
            follower.start();
            long done = 0;
            while (done < end && !waiting.stoppedWithin(LOOK)) {
                done = number(sql, "select size from tabellion.audit_head");
                progress.accept(done);
            }
        }
        return end;
    }

    private static void empty(Connection owner) throws SQLException {
        owner.setAutoCommit(false);
        try (Statement statement = owner.createStatement()) {
            statement.execute(EMPTY);
            owner.commit();
        } finally {
            owner.rollback();
            owner.setAutoCommit(true);
        }
    }

    private static long number(JdbcTemplate sql, String question) {
        Long number = sql.queryForObject(question, Long.class);
        return number == null ? 0 : number;
    }
}
