package dev.tabellion.signer.book;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The lock that lets one session write the journal: it has it until it ends. */
final class WriterLock {
    /** Any number will do; it must never change. */
    private static final long LOCK = 0x7369_676e_6572_0001L;

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private WriterLock() {}

    /**
     * Waits for as long as the session's {@code lock_timeout}.
     *
     * @throws JournalHeldElsewhere if another signer has it still
     */
    static void take(Statement statement) throws SQLException {
        try {
            statement.execute("select pg_advisory_lock(" + LOCK + ")");
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw new JournalHeldElsewhere(holder(statement));
            }
            throw e;
        }
    }

    private static String holder(Statement statement) throws SQLException {
        try (ResultSet row =
                statement.executeQuery(
                        """
                        select coalesce(host(a.client_addr), 'this machine'),
                               date_trunc('second', a.backend_start)
                        from pg_locks l join pg_stat_activity a using (pid)
                        where l.locktype = 'advisory' and l.granted and l.objsubid = 1
                          and l.database = (select oid from pg_database
                                            where datname = current_database())
                          and (l.classid::bigint << 32) + l.objid::bigint =\s"""
                                + LOCK)) {
            return row.next()
                    ? "from " + row.getString(1) + ", since " + row.getString(2)
                    : "which has just gone: try again";
        }
    }
}
