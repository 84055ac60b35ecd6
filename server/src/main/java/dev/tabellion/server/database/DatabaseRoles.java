package dev.tabellion.server.database;

import dev.tabellion.server.start.StartupRefused;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The logins the program works as. What each may do is granted by the migrations; here they only
 * come to exist. None owns anything.
 */
final class DatabaseRoles {

    private static final Logger log = LoggerFactory.getLogger(DatabaseRoles.class);

    /** Any number, the same on every node: one at a time makes or mends the roles. */
    private static final long ROLES_LOCK = 0x7461_6265_6c6c_0001L;

    private DatabaseRoles() {}

    static DatabaseRole ensure(
            DatabaseOwner owner, String name, @Nullable String configuredPassword) {
        var role = known(owner, name, configuredPassword);
        try (var connection = owner.connect()) {
            lock(connection);
            ensure(connection, owner, role);
            return role;
        } catch (SQLException e) {
            throw new IllegalStateException("preparing the role " + name + " of " + owner, e);
        }
    }

    /** The login as it is or will be; whether it exists is not asked. */
    static DatabaseRole known(
            DatabaseOwner owner, String name, @Nullable String configuredPassword) {
        if (configuredPassword != null) {
            return new DatabaseRole(name, configuredPassword);
        }
        var ownerItself = name.equals(owner.user());
        return new DatabaseRole(name, ownerItself ? owner.password() : owner.passwordOf(name));
    }

    private static void ensure(Connection connection, DatabaseOwner owner, DatabaseRole role)
            throws SQLException {
        var known = exists(connection, role);
        if (known && canLogIn(owner, role)) {
            return;
        }
        try {
            if (!known) {
                execute(connection, "create role " + role.name() + " login");
            }
            // the driver sends the verifier, so the password is in no statement log
            connection
                    .unwrap(PGConnection.class)
                    .alterUserPassword(role.name(), role.password().toCharArray(), "scram-sha-256");
            log.atInfo().addKeyValue("role", role.name()).log("database-role-prepared");
        } catch (SQLException e) {
            if (SqlState.notAllowed(e)) {
                throw notAllowed(owner, role, known, e);
            }
            throw e;
        }
    }

    private static StartupRefused notAllowed(
            DatabaseOwner owner, DatabaseRole role, boolean known, SQLException cause) {
        var problem =
                known
                        ? "its password is not the one we know and "
                                + owner.user()
                                + " may not"
                                + " set it"
                        : "it does not exist and " + owner.user() + " may not create it";
        return new StartupRefused(
                "The database role "
                        + role.name()
                        + " cannot be used: "
                        + problem
                        + ". Either let the owner do it (alter role "
                        + owner.user()
                        + " createrole), or have an administrator run \"create role "
                        + role.name()
                        + " login password '…'\" and configure that password as"
                        + " tabellion.database.app-password, .log-password or .signer-password.",
                cause);
    }

    private static void lock(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("select pg_advisory_lock(?)")) {
            statement.setLong(1, ROLES_LOCK); // let go when the connection closes
            statement.execute();
        }
    }

    private static boolean exists(Connection connection, DatabaseRole role) throws SQLException {
        try (var statement =
                connection.prepareStatement("select 1 from pg_roles where rolname = ?")) {
            statement.setString(1, role.name());
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static boolean canLogIn(DatabaseOwner owner, DatabaseRole role) throws SQLException {
        try (var _ = owner.connectAs(role)) {
            return true;
        } catch (SQLException e) {
            if (SqlState.loginRefused(e)) {
                return false;
            }
            throw e;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
