package dev.tabellion.command.redaction;

import dev.tabellion.collection.Publisher;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Redactions that wait. They name people, so a row is deleted when it is done, withdrawn, or older
 * than a week.
 */
public final class RedactionTable {
    private static final Duration LONGEST_WAIT = Duration.ofDays(7);

    private final JdbcTemplate database;

    public RedactionTable(DataSource dataSource) {
        this.database = new JdbcTemplate(dataSource);
    }

    void add(Redaction redaction) {
        database.update(
                """
                insert into tabellion.redaction
                    (id, kind, value, reason, subject, method, address, asked_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                redaction.id(),
                redaction.person().kind().member(),
                redaction.person().value(),
                redaction.reason(),
                redaction.askedBy().subject(),
                redaction.askedBy().method(),
                redaction.askedBy().address(),
                redaction.askedAt().atOffset(ZoneOffset.UTC));
    }

    List<Redaction> waiting(Instant now) {
        database.update(
                "delete from tabellion.redaction where asked_at < ?",
                now.minus(LONGEST_WAIT).atOffset(ZoneOffset.UTC));
        return database.query(
                "select * from tabellion.redaction order by asked_at", (row, _) -> read(row));
    }

    boolean remove(String id) {
        return database.update("delete from tabellion.redaction where id = ?", id) > 0;
    }

    private static Redaction read(ResultSet row) throws SQLException {
        Person.Kind kind =
                row.getString("kind").equals(Person.Kind.SUBJECT.member())
                        ? Person.Kind.SUBJECT
                        : Person.Kind.ADDRESS;
        return new Redaction(
                row.getString("id"),
                new Person(kind, row.getString("value")),
                row.getString("reason"),
                new Publisher(
                        row.getString("subject"),
                        row.getString("method"),
                        row.getString("address")),
                row.getObject("asked_at", OffsetDateTime.class).toInstant());
    }
}
