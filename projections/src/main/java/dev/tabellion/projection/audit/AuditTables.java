package dev.tabellion.projection.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** The index's growing end. */
record AuditTables(JdbcTemplate jdbc) {

    /**
     * How far the index is.
     *
     * @param size leaves that are in it
     * @param chunks that are finished
     */
    record Head(long size, int chunks) {}

    Head lockHead() {
        return jdbc.queryForObject(
                "select size, chunks from tabellion.audit_head for update",
                (row, _) -> new Head(row.getLong(1), row.getInt(2)));
    }

    void moveHead(Head head) {
        jdbc.update(
                "update tabellion.audit_head set size = ?, chunks = ?", head.size(), head.chunks());
    }

    void addTerms(Postings postings) {
        jdbc.update(
                """
                insert into tabellion.audit_tail (term, chunk, leaves)
                select * from unnest(?::uuid[], ?::integer[], ?::bytea[])
                """,
                postings.terms(),
                postings.chunks(),
                postings.leaves());
    }

    void addTimes(List<IndexedLeaf> leaves) {
        jdbc.update(
                """
                insert into tabellion.audit_tail_time (leaf_index, at)
                select * from unnest(?::bigint[], ?::bigint[])
                """,
                leaves.stream().map(IndexedLeaf::index).toArray(Long[]::new),
                leaves.stream().map(leaf -> micros(leaf.at())).toArray(Long[]::new));
    }

    static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }
}
