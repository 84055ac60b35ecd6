package dev.tabellion.server.database;

import java.sql.SQLException;

/** The few error codes of PostgreSQL that a start has to tell apart. */
final class SqlState {

    private static final String INVALID_PASSWORD = "28P01";
    private static final String INVALID_AUTHORIZATION = "28000";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String CONNECTION_CLASS = "08";
    private static final String STARTING_OR_STOPPING = "57P";

    private SqlState() {}

    static boolean loginRefused(SQLException e) {
        return INVALID_PASSWORD.equals(e.getSQLState())
                || INVALID_AUTHORIZATION.equals(e.getSQLState());
    }

    static boolean notAllowed(SQLException e) {
        return INSUFFICIENT_PRIVILEGE.equals(e.getSQLState());
    }

    static boolean unreachable(SQLException e) {
        var state = e.getSQLState();
        return state != null
                && (state.startsWith(CONNECTION_CLASS) || state.startsWith(STARTING_OR_STOPPING));
    }
}
