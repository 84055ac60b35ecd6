package dev.tabellion.projection.log;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tlog.Hash;
import dev.tabellion.tlog.RightEdge;
import dev.tabellion.tlog.TreeSize;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The one row that says how far the log goes and who may append. Time is the database's own. */
record HeadTable(JdbcTemplate sql) {
    /**
     * Who says nothing for so long in the midst of a batch no longer keeps the head from others.
     */
    private static final Duration VANISHED = Duration.ofSeconds(10);

    StoredHead read() {
        return sql.query("select size, root, peaks from log_head", HeadTable::head).getFirst();
    }

    /**
     * Null if the place is taken by one that lives, or by one whose last batch the database still
     * holds open: waiting for that would only pile sessions up.
     */
    @Nullable Tenure take(UUID holder, Duration lease) {
        return sql
                .query(
                        """
                        update log_head
                        set holder = ?, epoch = epoch + 1, beat_at = clock_timestamp()
                        where only_one in (
                            select only_one from log_head
                            where holder is null
                               or beat_at < clock_timestamp() - ? * interval '1 millisecond'
                            for update skip locked)
                        returning epoch
                        """,
                        (row, _) -> new Tenure(holder, row.getLong(1)),
                        holder,
                        lease.toMillis())
                .stream()
                .findFirst()
                .orElse(null);
    }

    /**
     * The head, kept from everybody else until the transaction ends; null if the tenure is over. A
     * process that was paused finds out here, before it has changed anything.
     */
    @Nullable StoredHead lock(Tenure tenure) {
        sql.queryForObject(
                "select set_config('idle_in_transaction_session_timeout', ?, true)",
                String.class,
                VANISHED.toMillis() + "ms");
        return sql
                .query(
                        """
                        select size, root, peaks from log_head
                        where holder = ? and epoch = ? for update
                        """,
                        HeadTable::head,
                        tenure.holder(),
                        tenure.epoch())
                .stream()
                .findFirst()
                .orElse(null);
    }

    /** In the transaction that {@linkplain #lock locked} it. */
    void advance(RightEdge edge) {
        sql.update(
                "update log_head set size = ?, root = ?, peaks = ?, beat_at = clock_timestamp()",
                edge.size().leaves(),
                edge.root().bytes().toArray(),
                edge.bytes().toArray());
    }

    /** False if the tenure is over. */
    boolean beat(Tenure tenure) {
        return sql.update(
                        """
                        update log_head set beat_at = clock_timestamp()
                        where holder = ? and epoch = ?
                        """,
                        tenure.holder(),
                        tenure.epoch())
                == 1;
    }

    /** The next node need not wait until the lease is over. */
    void release(Tenure tenure) {
        sql.update(
                "update log_head set holder = null where holder = ? and epoch = ?",
                tenure.holder(),
                tenure.epoch());
    }

    /** Whoever held the place is dead, as only who keeps all others out can know. */
    void vacate() {
        sql.update("update log_head set holder = null");
    }

    private static StoredHead head(ResultSet row, int number) throws SQLException {
        TreeSize size = new TreeSize(row.getLong("size"));
        return new StoredHead(
                RightEdge.of(size, Bytes.of(row.getBytes("peaks"))),
                Hash.of(Bytes.of(row.getBytes("root"))));
    }
}
