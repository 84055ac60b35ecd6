package dev.tabellion.server.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.tabellion.server.start.StartupRefused;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The record's database as a log in a process of its own sees it: with the log's role and no other,
 * so that whoever owns that process orders leaves and cannot write one. Prepares nothing: the
 * server did.
 */
public final class LogDatabase {
    private static final int SESSIONS = 4;

    private final DatabaseOwner login;
    private final String origin;

    private LogDatabase(DatabaseOwner login, String origin) {
        this.login = login;
        this.origin = origin;
    }

    /**
     * @param login whose user is the log's role
     */
    public static LogDatabase reached(DatabaseOwner login) {
        try (var connection = login.connect();
                var question =
                        connection.prepareStatement("select log_origin from tabellion.ledger");
                var answer = question.executeQuery()) {
            if (!answer.next()) {
                throw notYet(login, null);
            }
            if (!Schema.RECORD.isUpToDate(login)) {
                throw new StartupRefused(
                        "The record at %s is older than this program, or %s may not see how old it"
                                        .formatted(login.url(), login.user())
                                + " is. Start a server of this version on it first, which brings"
                                + " it up to date.",
                        null);
            }
            return new LogDatabase(login, answer.getString(1));
        } catch (SQLException e) {
            throw notYet(login, e);
        }
    }

    private static StartupRefused notYet(DatabaseOwner login, @Nullable Throwable cause) {
        return new StartupRefused(
                "There is no record that "
                        + login.user()
                        + " may order at "
                        + login.url()
                        + ". Start the server on it first, with the password of that role as"
                        + " tabellion.database.log-password.",
                cause);
    }

    /** The name of the record, and so of its log. */
    public String origin() {
        return origin;
    }

    /** Sessions that may order leaves and publish checkpoints; the caller closes the pool. */
    public HikariDataSource pool() {
        return new Pools(login, new DatabaseRole(login.user(), login.password()), Schema.RECORD)
                .logPool(SESSIONS);
    }
}
