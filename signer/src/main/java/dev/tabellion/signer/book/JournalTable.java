package dev.tabellion.signer.book;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/**
 * Reads the journal, for everybody but its writer. Sees what is committed, which may be a little
 * more than what was answered. Each method throws {@link SignerUnavailable} without the database,
 * and where something would follow from an entry that this signer did not write.
 */
final class JournalTable {
    private static final String KEPT =
            "\nselect seq, hash, entry, seal, payload, "
                    + Beside.COLUMNS
                    + " from signer.journal\n";
    private static final String REMEMBERED =
            "\nselect seq, hash, entry, seal, standing, "
                    + Beside.COLUMNS
                    + " from signer.journal\n";

    private final JdbcTemplate database;
    private final Seal seal;
    private volatile @Nullable String changed;
    private final RowMapper<Kept> kept = (row, _) -> kept(row);

    JournalTable(DataSource signerPool, Seal seal) {
        this.database = new JdbcTemplate(signerPool);
        this.seal = seal;
    }

    /** An entry, and the payload beside it. */
    record Kept(JournalEntry entry, @Nullable Bytes payload) {}

    /** What was remembered of a life before the entry. */
    record Memory(JournalEntry entry, Bytes standing) {}

    /** To be shown as they are: who reads on verifies the chain. */
    List<JournalEntry> after(long position, int limit) {
        return asking(
                () ->
                        database.query(
                                "select seq, hash, entry from signer.journal where seq > ?"
                                        + " order by seq limit ?",
                                (row, _) -> JournalSession.entry(row),
                                position,
                                limit));
    }

    @Nullable Kept at(long seq) {
        return first(database -> database.query(KEPT + " where seq = ?", kept, seq));
    }

    /** The first entry that tells that a key was made or taken in for the place. */
    @Nullable Kept birth(KeyPlace place, KeyId key) {
        return first(
                database ->
                        database.query(
                                KEPT
                                        + """
                                where gun = ? and life = ? and role = ?
                                  and kind in ('key-created/1', 'key-imported/1')
                                  and ? = any(keys)
                                order by seq limit 1""",
                                kept,
                                place.gun().value(),
                                place.life(),
                                place.role().value(),
                                key.value()));
    }

    /** The last entry by which a ceremony told anew that the key is for the place. */
    @Nullable Kept vouched(KeyPlace place, KeyId key) {
        return first(
                database ->
                        database.query(
                                KEPT
                                        + """
                                where gun = ? and life = ? and role = ?
                                  and kind not in ('refused/1', 'behind/1', 'turned-away/1')
                                  and kind = 'key-vouched/1' and ? = any(keys)
                                order by seq desc limit 1""",
                                kept,
                                place.gun().value(),
                                place.life(),
                                place.role().value(),
                                key.value()));
    }

    /** What was signed for the place at a version: never two documents. */
    @Nullable Kept signed(KeyPlace place, Version version) {
        return first(
                database ->
                        database.query(
                                KEPT
                                        + """
                                where gun = ? and life = ? and role = ? and version = ?""",
                                kept,
                                place.gun().value(),
                                place.life(),
                                place.role().value(),
                                version.number()));
    }

    /** The positions of the life that ceremonies told, the newest first: few. */
    List<Kept> told(Gun gun, int life) {
        return asking(
                () ->
                        database.query(
                                KEPT
                                        + """
                                where gun = ? and life = ?
                                  and kind not in ('refused/1', 'behind/1', 'turned-away/1')
                                  and kind in ('imported/1', 'life-reinstated/1')
                                order by seq desc""",
                                kept,
                                gun.value(),
                                life));
    }

    @Nullable Memory newestMemory(Gun gun, int life) {
        return first(
                database ->
                        database.query(
                                REMEMBERED
                                        + """
                                where gun = ? and life = ? and standing is not null
                                order by seq desc limit 1""",
                                (row, _) -> memory(row),
                                gun.value(),
                                life));
    }

    /** What changes the standing of the life, from an entry on, and what changes all standings. */
    List<Kept> facts(Gun gun, int life, long from) {
        return asking(
                () ->
                        database.query(
                                KEPT
                                        + """
                                where gun = ? and life = ? and seq >= ?
                                  and kind not in ('refused/1', 'behind/1', 'turned-away/1')
                                union all"""
                                        + KEPT
                                        + """
                                where kind = 'restored/1' and seq >= ?
                                order by seq""",
                                kept,
                                gun.value(),
                                life,
                                from,
                                from));
    }

    /** A fact of the highest other life that has a root; null if there is none. */
    @Nullable Kept highestBeside(Gun gun, int life) {
        Kept above = highest(gun, "life > ?", life);
        return above == null ? highest(gun, "life < ?", life) : above;
    }

    /** Backwards along the index of facts: it ends at the first that is no key's birth. */
    private @Nullable Kept highest(Gun gun, String lives, int life) {
        return first(
                database ->
                        database.query(
                                KEPT
                                        + """
                                where gun = ? and %s
                                  and kind not in ('refused/1', 'behind/1', 'turned-away/1')
                                  and kind in ('signed/1', 'imported/1', 'life-reinstated/1')
                                order by gun desc, life desc, seq desc limit 1"""
                                                .formatted(lives),
                                kept,
                                gun.value(),
                                life));
    }

    /** The entries by which somebody went on with a closed journal: few. */
    List<Kept> restored() {
        return asking(() -> database.query(KEPT + "where kind = 'restored/1' order by seq", kept));
    }

    Map<KeyId, KeyUse> keyUses() {
        Map<KeyId, KeyUse> uses = new TreeMap<>();
        asking(
                () ->
                        database.query(
                                """
                                select key, count(*), min(recorded_at), max(recorded_at)
                                from signer.journal, unnest(keys) key
                                where kind = 'signed/1' group by key""",
                                (row, _) ->
                                        uses.put(
                                                new KeyId(row.getString(1)),
                                                new KeyUse(
                                                        row.getLong(2),
                                                        row.getTimestamp(3).toInstant(),
                                                        row.getTimestamp(4).toInstant()))));
        return uses;
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

    /** One that something follows from: written by this signer, and written just here. */
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

    private <T> @Nullable T first(Function<JdbcTemplate, List<T>> question) {
        List<T> answers = asking(() -> question.apply(database));
        return answers.isEmpty() ? null : answers.getFirst();
    }

    private static @Nullable Bytes bytes(ResultSet row, String column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? null : Bytes.of(bytes);
    }

    static <T> T asking(Supplier<T> question) {
        try {
            return question.get();
        } catch (DataAccessException e) {
            throw new SignerUnavailable("reading the signer's journal", e);
        }
    }
}
