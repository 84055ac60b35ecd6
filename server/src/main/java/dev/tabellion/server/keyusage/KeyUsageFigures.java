package dev.tabellion.server.keyusage;

import dev.tabellion.projection.keyusage.JournalFollower;
import dev.tabellion.projection.keyusage.ReconciliationLag;
import dev.tabellion.server.metrics.Figures;
import java.util.function.DoubleSupplier;
import org.springframework.dao.DataAccessException;

/** Whether the two books are being compared, for an operator's own alarms. */
final class KeyUsageFigures {
    private static final double MILLIS = 1_000;

    private KeyUsageFigures() {}

    static void hangUp(Figures figures, ReconciliationLag lag, JournalFollower follower) {
        figures.gauge(
                "tabellion_journal_lag_seconds",
                "Since this node last read the signer's journal to its end and judged what can be.",
                () -> follower.lag().toMillis() / MILLIS);
        figures.gauge(
                "tabellion_journal_entries_read",
                "The number of the last entry of the signer's journal that was read.",
                known(lag::entriesRead));
        figures.gauge(
                "tabellion_reconciliation_lag_seconds",
                "How long ago the oldest signature was read from the signer's journal that was not"
                        + " judged; about the grace where signatures are made all the time.",
                known(lag::secondsUnjudged));
        figures.gauge(
                "tabellion_reconciliation_lag_leaves",
                "Leaves of the log that were not laid beside the signer's journal.",
                known(lag::leavesUnjudged));
        figures.gauge(
                "tabellion_reconciliation_leaf_lag_seconds",
                "How long ago the first event happened that was not laid beside the signer's"
                        + " journal; 0 if all were.",
                known(lag::secondsUnlaid));
    }

    /** The other figures are wanted although the database does not answer for this one. */
    private static DoubleSupplier known(DoubleSupplier figure) {
        return () -> {
            try {
                return figure.getAsDouble();
            } catch (DataAccessException e) {
                return Double.NaN;
            }
        };
    }
}
