package dev.tabellion.signer;

import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Numbers for the entries of the signer's journal: ascending, never given twice, with holes where a
 * process ended.
 */
final class JournalNumbers {
    private static final int AT_A_TIME = 1_000;

    private final JdbcTemplate database;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong end = new AtomicLong();

    JournalNumbers(DataSource signerDataSource) {
        this.database = new JdbcTemplate(signerDataSource);
    }

    /**
     * @throws DataAccessException if the database gives no number
     */
    synchronized long next() {
        if (next.get() == end.get()) {
            long first = nextThousand();
            next.set(first);
            end.set(first + AT_A_TIME);
        }
        return next.getAndIncrement();
    }

    private long nextThousand() {
        Long first = database.queryForObject("select nextval('signer.journal_entry')", Long.class);
        if (first == null) {
            throw new IllegalStateException("the sequence signer.journal_entry gave no number");
        }
        return first;
    }
}
