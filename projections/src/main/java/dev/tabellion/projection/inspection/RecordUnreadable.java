package dev.tabellion.projection.inspection;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The record could not be read, so nothing can be said of it. */
public final class RecordUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * No connection, no resources, an operator at work, a conflict with another transaction, a lock
     * that was not to be had in time: tables are rewritten and altered by honest people, too.
     */
    private static final Set<String> PASSING = Set.of("08", "53", "57", "40", "55");

    /** A session that waited too long within its transaction was ended. */
    private static final Set<String> ENDED = Set.of("25P03", "25P04");

    public RecordUnreadable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Whether the database does not answer now, rather than that it refuses what was asked: a right
     * that was taken away or a page that does not read will not come back by waiting.
     */
    boolean isPassing() {
        return switch (getCause()) {
            case SQLTransientException _ -> true;
            case SQLException e -> {
                String state = e.getSQLState();
                yield state != null
                        && state.length() == 5
                        && (PASSING.contains(state.substring(0, 2)) || ENDED.contains(state));
            }
            case InterruptedException _ -> true;
            case null, default -> false;
        };
    }
}
