package dev.tabellion.command.aggregate;

import java.sql.SQLException;
import java.util.Set;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;

/** Failures that mean no more than that somebody else wrote at the same time. */
final class Contention {
    /** PostgreSQL's serialization failure and deadlock: the transaction is undone, try again. */
    private static final Set<String> STATES = Set.of("40001", "40P01");

    private Contention() {}

    static boolean isBehind(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConcurrencyException
                    || cause instanceof AggregateStreamCreationException
                    || (cause instanceof SQLException sql
                            && sql.getSQLState() != null
                            && STATES.contains(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }
}
