package dev.tabellion.projection.keyusage;

import dev.tabellion.projection.log.Unheard;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How far reading the journal and judging what it tells are, by what they leave in the database:
 * the same on every node.
 */
public final class ReconciliationLag {
    private static final String READ = "select seq from tabellion.journal_position";
    private static final String OLDEST =
            """
            select coalesce(extract(epoch from now() - min(read_at)), 0) from (
                select read_at from tabellion.signature_journalled
                where number > (select signatures from tabellion.reconciliation)
                order by number limit 1) next
            """;
    private static final String LAID = "select leaves from tabellion.reconciliation";
    private static final String LEAVES =
            "select (select coalesce(max(leaf_index), -1) + 1 from tabellion.log_leaf) - (%s)"
                    .formatted(LAID);

    private final JdbcTemplate jdbc;
    private final Unheard unlaid;

    public ReconciliationLag(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.unlaid = new Unheard(dataSource, LAID);
    }

    /** The number of the last entry of the journal that was read. */
    public double entriesRead() {
        return number(READ);
    }

    /** For how many seconds the oldest signature has waited that was read and not judged. */
    public double secondsUnjudged() {
        return number(OLDEST);
    }

    /** Leaves of the log that were not laid beside the journal. */
    public double leavesUnjudged() {
        return number(LEAVES);
    }

    /** How many seconds ago the first of them happened. */
    public double secondsUnlaid() {
        return unlaid.seconds();
    }

    private double number(String question) {
        Double number = jdbc.queryForObject(question, Double.class);
        return number == null ? Double.NaN : number;
    }
}
