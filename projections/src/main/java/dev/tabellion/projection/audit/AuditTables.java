package dev.tabellion.projection.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.jdbc.core.JdbcTemplate;

/** How far the index is. */
record AuditTables(JdbcTemplate jdbc) {

    /**
     * How far the index is.
     *
     * @param size leaves that are in it
     * @param chunks that are finished
     */
    record Head(long size, int chunks) {}

    Head head() {
        return head("");
    }

    Head lockHead() {
        return head("for update");
    }

    private Head head(String lock) {
        return jdbc.queryForObject(
                "select size, chunks from tabellion.audit_head " + lock,
                (row, _) -> new Head(row.getLong(1), row.getInt(2)));
    }

    void moveHead(Head head) {
        jdbc.update(
                "update tabellion.audit_head set size = ?, chunks = ?", head.size(), head.chunks());
    }

    static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }
}
