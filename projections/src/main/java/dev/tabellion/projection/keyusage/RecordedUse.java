package dev.tabellion.projection.keyusage;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Takes up what leaves tell of keys, in order and each once, in the transaction of its caller. What
 * is there already stays: a log that is read again tells the same.
 */
final class RecordedUse {
    private final JdbcTemplate jdbc;
    private final KeysLogged keys;
    private final SignaturesLogged signatures;
    private final KeysTrusted trust;
    private final SightedSignatures sighted;

    RecordedUse(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.keys = new KeysLogged(jdbc);
        this.signatures = new SignaturesLogged(jdbc);
        this.trust = new KeysTrusted(jdbc);
        this.sighted = new SightedSignatures(jdbc);
    }

    /**
     * @throws IllegalStateException if the first is not the one that comes next
     */
    void write(List<UsedLeaf> leaves) {
        Long head =
                jdbc.queryForObject(
                        "select leaves from tabellion.keyusage_head for update", Long.class);
        long first = leaves.getFirst().index();
        if (head == null || first != head) {
            throw new IllegalStateException(
                    "the use of keys is known up to leaf "
                            + head
                            + ", and leaf "
                            + first
                            + " came");
        }
        keys.add(leaves);
        signatures.add(leaves);
        trust.add(leaves);
        sighted.add(leaves);
        jdbc.update("update tabellion.keyusage_head set leaves = ?", leaves.getLast().index() + 1);
    }
}
