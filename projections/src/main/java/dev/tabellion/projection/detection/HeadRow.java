package dev.tabellion.projection.detection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import org.springframework.jdbc.core.JdbcTemplate;

/** How far detection is, and by which rules. */
record HeadRow(JdbcTemplate jdbc) {

    /**
     * @param size leaves that were heard
     * @param turn raised by each writer
     */
    record Head(Sha256 rules, long size, long turn) {}

    Head lock() {
        return jdbc.queryForObject(
                "select rules, size, turn from tabellion.detection_head for update",
                (row, _) ->
                        new Head(
                                Sha256.raw(Bytes.of(row.getBytes(1))),
                                row.getLong(2),
                                row.getLong(3)));
    }

    void move(Head head) {
        jdbc.update(
                "update tabellion.detection_head set rules = ?, size = ?, turn = ?",
                head.rules().bytes().toArray(),
                head.size(),
                head.turn());
    }

    /** Forgets what other rules remembered. What they found stays: it may have been told. */
    void forget() {
        jdbc.update("delete from tabellion.detection_dossier");
        jdbc.update("delete from tabellion.detection_version");
        jdbc.update("delete from tabellion.detection_target");
    }

    long logSize() {
        return jdbc.queryForObject(
                "select coalesce(max(leaf_index), -1) + 1 from tabellion.log_leaf",
                (row, _) -> row.getLong(1));
    }
}
