package dev.tabellion.server.postgres;

import dev.tabellion.server.database.DatabaseOwner;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import org.postgresql.PGConnection;

/**
 * Tabellion's database inside the embedded PostgreSQL, with an owner that is no superuser. Making
 * them is repeatable: a crash between two steps is mended by the next start.
 */
final class OwnDatabase {

    static final String NAME = "tabellion";
    private static final String OWNER = "tabellion_owner";

    private OwnDatabase() {}

    static DatabaseOwner ensure(DatabaseOwner superuser, String url) {
        var owner = new DatabaseOwner(url, OWNER, superuser.passwordOf(OWNER));
        try (var connection = superuser.connect()) {
            if (!exists(connection, "select 1 from pg_roles where rolname = ?", OWNER)) {
                execute(connection, "create role %s login createrole".formatted(OWNER));
            }
            connection
                    .unwrap(PGConnection.class)
                    .alterUserPassword(OWNER, owner.password().toCharArray(), "scram-sha-256");
            if (!exists(connection, "select 1 from pg_database where datname = ?", NAME)) {
                execute(connection, "create database %s owner %s".formatted(NAME, OWNER));
            }
            return owner;
        } catch (SQLException e) {
            throw new IllegalStateException(
                    String.format(Locale.ROOT, "making the database %s and its owner", NAME), e);
        }
    }

    /** The same owner where both were made before, by whoever runs that PostgreSQL. */
    static DatabaseOwner found(String superuserPassword, int port) {
        var url = EmbeddedPostgres.url(port, NAME);
        var superuser = new DatabaseOwner(url, Cluster.SUPERUSER, superuserPassword);
        return new DatabaseOwner(url, OWNER, superuser.passwordOf(OWNER));
    }

    private static boolean exists(Connection connection, String query, String name)
            throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
