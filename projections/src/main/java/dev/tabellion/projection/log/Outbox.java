package dev.tabellion.projection.log;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tlog.Hash;
import dev.tabellion.tlog.Hasher;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The events whose leaves the log has not taken up. Each entered in its event's transaction, so one
 * that is committed late is taken late, and one that is rolled back never was there.
 */
record Outbox(JdbcTemplate sql) {
    /**
     * An event that waits.
     *
     * @param leaf its leaf's hash; null if the event is not there any more
     */
    record Waiting(long globalIndex, @Nullable Hash leaf) {}

    /** Without a lock, so that looking costs nothing while nothing happens. */
    boolean isEmpty(long after) {
        return sql.queryForList(
                        """
                        select 1 from log_outbox where global_index > ?
                        order by global_index limit 1
                        """,
                        Integer.class,
                        after)
                .isEmpty();
    }

    /**
     * Takes out the first of them; they are back if the transaction fails.
     *
     * @param after the index up to which none is looked for: the dead rows there need not be waded
     *     through each time
     */
    List<Waiting> take(long after, int most) {
        Hasher hasher = new Hasher();
        List<Waiting> taken = new ArrayList<>();
        sql.query(
                """
                with taken as (
                    delete from log_outbox where global_index in (
                        select global_index from log_outbox where global_index > ?
                        order by global_index limit ?)
                    returning global_index)
                select taken.global_index, event.leaf
                from taken left join event using (global_index)
                order by taken.global_index
                """,
                row -> {
                    byte[] leaf = row.getBytes(2);
                    Hash hash = leaf == null ? null : hasher.leaf(Bytes.of(leaf));
                    taken.add(new Waiting(row.getLong(1), hash));
                },
                after,
                most);
        return taken;
    }
}
