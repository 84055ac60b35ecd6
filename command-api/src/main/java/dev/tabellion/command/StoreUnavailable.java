package dev.tabellion.command;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionSystemException;

/**
 * The database could not be asked, or did not say whether it committed. Whoever tries again later
 * learns which: what was committed is refused as published already.
 */
public final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoreUnavailable(String doing, Throwable cause) {
        super(doing, cause);
    }

    /**
     * Whether {@code failure} comes from the connection or the server, and not from a statement.
     */
    public static boolean isBehind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StoreUnavailable
                    || (cause instanceof SQLException sql && isOutage(sql))) {
                return true;
            }
            // what cannot even be rolled back has lost its session; the pool tells that no better
            if (cause instanceof TransactionSystemException) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOutage(SQLException failure) {
        return failure instanceof java.sql.SQLTransientConnectionException
                || failure instanceof java.sql.SQLNonTransientConnectionException
                || hasOutageState(failure.getSQLState());
    }

    /** Connection, resources, operator intervention, system error, failover to a read-only node. */
    private static boolean hasOutageState(@Nullable String state) {
        return state != null
                && (state.startsWith("08")
                        || state.startsWith("53")
                        || state.startsWith("57P")
                        || state.startsWith("58")
                        || state.equals("25006")
                        || state.equals("57014"));
    }
}
