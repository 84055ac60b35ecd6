package dev.tabellion.command.store;

import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The one record that this database holds. Its origin is in every leaf, so that no entry can be
 * passed off as another log's; once written it never changes.
 */
public record Ledger(String origin) {

    /** Reads the ledger's row, or begins a ledger of the origin given if there is none. */
    public static Ledger open(DataSource dataSource, String originIfNew) {
        JdbcTemplate database = new JdbcTemplate(dataSource);
        database.update(
                "insert into tabellion.ledger (log_origin) values (?) on conflict do nothing",
                originIfNew);
        return new Ledger(
                database.queryForList("select log_origin from tabellion.ledger", String.class)
                        .getFirst());
    }
}
