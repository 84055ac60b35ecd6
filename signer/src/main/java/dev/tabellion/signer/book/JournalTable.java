package dev.tabellion.signer.book;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.SignerUnavailable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The journal's rows. Each that something is to follow from was written by this signer, and written
 * just there: where one was not, a method throws {@link SignerUnavailable}, as it does without the
 * database, and what was found is kept in mind.
 */
final class JournalTable {
    /** What there are rows of; to be gone on with by which. */
    static final String KEPT =
            "\nselect seq, hash, entry, seal, payload, "
                    + Beside.COLUMNS
                    + " from signer.journal\n";

    /** Further of which, in the words of the index of what changes a standing. */
    static final String FACTS =
            """

            and kind not in ('refused/1', 'behind/1', 'turned-away/1', 'key-missing/1', 'key-found/1')
            """;

    private static final String REMEMBERED =
            "\nselect seq, hash, entry, seal, standing, "
                    + Beside.COLUMNS
                    + " from signer.journal\n";

    private final JournalReads reads;
    private final Seal seal;
    private volatile @Nullable String changed;

    JournalTable(JournalReads reads, Seal seal) {
        this.reads = reads;
        this.seal = seal;
    }

    /** To be shown as they are: who reads on verifies the chain. */
    List<JournalEntry> after(long position, int limit) {
        return reads.query(
                "select seq, hash, entry from signer.journal where seq > ? order by seq limit ?",
                (row, _) -> JournalSession.entry(row),
                position,
                limit);
    }

    @Nullable Kept at(long seq) {
        return first("where seq = ?", seq);
    }

    /** The entries by which somebody went on with a closed journal: few. */
    List<Kept> restored() {
        return all("where kind = 'restored/1' order by seq");
    }

    /**
     * @param which from {@code where} on
     */
    List<Kept> all(String which, Object... of) {
        return reads.query(KEPT + which, (row, _) -> kept(row), of);
    }

    /**
     * The same with none in the place of those that are not as they were written, of which nothing
     * is said: for whoever goes through all there are, while {@link JournalAudit} looks for such.
     */
    List<Optional<Kept>> readable(String which, Object... of) {
        return reads.query(KEPT + which, (row, _) -> readable(row), of);
    }

    private Optional<Kept> readable(ResultSet row) throws SQLException {
        try {
            JournalEntry entry = JournalSession.entry(row);
            return seal.isOn(entry, bytes(row, "seal")) && Beside.of(row).problem(entry) == null
                    ? Optional.of(new Kept(entry, null))
                    : Optional.empty();
        } catch (RuntimeException _) {
            return Optional.empty(); // no entry any more, whatever an edited one makes readers say
        }
    }

    /** Null if there is none. */
    @Nullable Kept first(String which, Object... of) {
        return first(all(which, of));
    }

    /**
     * The first of those, null if there is none.
     *
     * @param which from {@code where} on: of such as have a standing beside them
     */
    @Nullable Memory memory(String which, Object... of) {
        return first(reads.query(REMEMBERED + which, (row, _) -> memory(row), of));
    }

    private static <T> @Nullable T first(List<T> rows) {
        return rows.isEmpty() ? null : rows.getFirst();
    }

    private Kept kept(ResultSet row) throws SQLException {
        JournalEntry entry = sealed(row);
        Bytes payload = bytes(row, "payload");
        requireNone(Beside.problemOfPayload(entry, payload), entry);
        return new Kept(entry, payload);
    }

    private Memory memory(ResultSet row) throws SQLException {
        JournalEntry entry = sealed(row);
        Bytes standing = Bytes.of(row.getBytes("standing"));
        requireNone(Beside.problemOfStanding(entry, standing), entry);
        return new Memory(entry, standing);
    }

    private JournalEntry sealed(ResultSet row) throws SQLException {
        JournalEntry entry = JournalSession.entry(row);
        if (!seal.isOn(entry, bytes(row, "seal"))) {
            requireNone("it does not bear this signer's seal", entry);
        }
        String moved = Beside.of(row).problem(entry);
        requireNone(moved == null ? null : "it was moved: " + moved, entry);
        return entry;
    }

    private void requireNone(@Nullable String problem, JournalEntry entry) {
        if (problem != null) {
            throw changed(
                    "the journal's entry " + entry.seq() + " is not as it was written: " + problem);
        }
    }

    /** For an entry that others lead to, and that is not there. */
    SignerUnavailable gone(long seq) {
        return changed("the journal's entry " + seq + " is gone");
    }

    SignerUnavailable changed(String found) {
        changed = found;
        return new SignerUnavailable(found);
    }

    /** What was found that is not as it was written, last; null if nothing was. */
    @Nullable String changed() {
        return changed;
    }

    private static @Nullable Bytes bytes(ResultSet row, String column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? null : Bytes.of(bytes);
    }
}
