package dev.tabellion.projection.forensics;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.projection.document.DocumentTable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads what findings and reports name, as it is stored: whether the log vouches for it, it does
 * not ask.
 *
 * <p>Throws {@link org.springframework.dao.DataAccessException} if the store does not answer.
 */
public final class ExhibitReader {
    private final JdbcTemplate jdbc;
    private final DocumentTable documents;

    public ExhibitReader(DataSource reads) {
        this.jdbc = new JdbcTemplate(reads);
        this.documents = new DocumentTable(jdbc);
    }

    /** An entry of the log and the payload that it has the digest of. */
    public record LoggedEntry(long index, Bytes leaf, Bytes payload) {}

    /** How many bytes these entries are, payloads included. */
    public long bytes(Collection<Long> leaves) {
        Long bytes =
                jdbc.queryForObject(
                        """
                        select coalesce(sum(length(e.leaf) + length(e.payload)), 0)
                        from tabellion.log_leaf l join tabellion.event e using (global_index)
                        where l.leaf_index = any(?)
                        """,
                        Long.class,
                        (Object) leaves.toArray(Long[]::new));
        return bytes == null ? 0 : bytes;
    }

    /** Those that are there, in the order of the log. */
    public List<LoggedEntry> entries(Collection<Long> leaves) {
        return jdbc.query(
                """
                select l.leaf_index, e.leaf, e.payload
                from tabellion.log_leaf l join tabellion.event e using (global_index)
                where l.leaf_index = any(?) order by l.leaf_index
                """,
                (row, _) ->
                        new LoggedEntry(
                                row.getLong(1),
                                Bytes.of(row.getBytes(2)),
                                Bytes.of(row.getBytes(3))),
                (Object) leaves.toArray(Long[]::new));
    }

    /** What tells in the log of signatures that stand in the signer's journal so. */
    public List<Long> leavesOf(Collection<Long> journalEntries) {
        return jdbc.query(
                "select leaf_index from tabellion.signature_logged where entry = any(?)",
                (row, _) -> row.getLong(1),
                (Object) journalEntries.toArray(Long[]::new));
    }

    /** How long those of the documents are that are kept. */
    public Map<Sha256, Long> lengths(Collection<Sha256> digests) {
        return documents.lengths(digests);
    }

    /** Null if it is not kept. */
    public @Nullable Bytes document(Sha256 digest) {
        return documents.find(digest);
    }
}
