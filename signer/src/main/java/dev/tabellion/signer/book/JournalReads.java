package dev.tabellion.signer.book;

import dev.tabellion.collection.SignerUnavailable;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.RowMapper;

/**
 * Asks the signer's database about the journal, for everybody but its writer. Sees what is
 * committed, which may be a little more than what was answered; throws {@link SignerUnavailable}
 * without the database.
 */
final class JournalReads {
    private final JdbcTemplate database;

    JournalReads(DataSource signerPool) {
        this.database = new JdbcTemplate(signerPool);
    }

    <T> List<T> query(String question, RowMapper<T> row, Object... of) {
        return asking(() -> database.query(question, row, of));
    }

    <T> List<T> query(String question, PreparedStatementSetter of, RowMapper<T> row) {
        return asking(() -> database.query(question, of, row));
    }

    private static <T> T asking(Supplier<T> question) {
        try {
            return question.get();
        } catch (DataAccessException e) {
            throw new SignerUnavailable("reading the signer's journal", e);
        }
    }
}
