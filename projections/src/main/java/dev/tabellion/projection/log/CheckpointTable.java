package dev.tabellion.projection.log;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tlog.MalformedLogData;
import dev.tabellion.tlog.NoteSignature;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.TreeSize;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Checkpoints as they were signed, each for ever, and which of them everybody is shown. The shown
 * one never gets smaller.
 */
record CheckpointTable(JdbcTemplate sql) {
    static final String CHANNEL = "tabellion_log";

    /** The one that everybody is shown, with all cosignatures there are; null before the first. */
    @Nullable Published published() {
        return sql
                .query(
                        """
                        select c.note, p.at,
                               array(select line from log_cosignature s
                                     where s.size = c.size order by s.at, s.witness) as lines
                        from log_published p join log_checkpoint c using (size)
                        """,
                        CheckpointTable::row)
                .stream()
                .findFirst()
                .orElse(null);
    }

    /** A second time for the same size changes nothing: it is the same note. */
    void add(SignedCheckpoint checkpoint) {
        sql.update(
                """
                insert into log_checkpoint (size, note, published_at) values (?, ?, now())
                on conflict (size) do nothing
                """,
                checkpoint.head().size().leaves(),
                checkpoint.bytes().toArray());
    }

    /** Shows it to everybody, or the one that is shown afresh; never one that is smaller. */
    void show(TreeSize size) {
        sql.update(
                """
                insert into log_published as p (size, at) values (?, now())
                on conflict (only_one) do update set size = excluded.size, at = excluded.at
                where p.size <= excluded.size
                """,
                size.leaves());
        sql.execute("notify " + CHANNEL);
    }

    private static Published row(ResultSet row, int number) throws SQLException {
        try {
            SignedCheckpoint signed = SignedCheckpoint.parse(Bytes.of(row.getBytes("note")));
            List<NoteSignature> more = new ArrayList<>();
            for (String line : (String[]) row.getArray("lines").getArray()) {
                more.addAll(NoteSignature.parseLines(Bytes.utf8(line)));
            }
            return new Published(signed.with(more), row.getTimestamp("at").toInstant());
        } catch (MalformedLogData e) {
            throw new SQLException("a published checkpoint does not read as one", e);
        }
    }
}
