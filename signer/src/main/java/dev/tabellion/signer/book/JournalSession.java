package dev.tabellion.signer.book;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one session that writes the journal. The lock that keeps other signers out belongs to it and
 * ends with it, so whoever has lost the lock can no longer commit; and whoever gets the lock finds
 * all that the session before it committed. Used by one thread.
 */
final class JournalSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalSession.class);

    /** What must hold for this session, whatever the database's settings say. */
    private static final List<String> TERMS =
            List.of(
                    // an answer leaves once its entry would survive a power cut
                    "set synchronous_commit = on",
                    "set default_transaction_isolation = 'read committed'",
                    // the lock is worth a session that is idle for days
                    "set idle_session_timeout = 0",
                    "set idle_in_transaction_session_timeout = 0",
                    // and must not outlive a machine that vanished without a word
                    "set tcp_keepalives_idle = 10",
                    "set tcp_keepalives_interval = 5",
                    "set tcp_keepalives_count = 3");

    private final Connection connection;

    private JournalSession(Connection connection) {
        this.connection = connection;
    }

    /**
     * Waits {@code patience} for a signer that is going, or whose end the database has not noticed.
     *
     * @throws JournalHeldElsewhere if another signer is there to stay
     */
    static JournalSession open(DataSource sessions, Duration patience) throws SQLException {
        Connection connection = sessions.getConnection();
        try (Statement statement = connection.createStatement()) {
            for (String term : TERMS) {
                statement.execute(term);
            }
            statement.execute("set lock_timeout = " + patience.toMillis());
            WriterLock.take(statement);
            return new JournalSession(connection);
        } catch (SQLException | RuntimeException e) {
            abandon(connection);
            throw e;
        }
    }

    /** Null for an empty journal. */
    @Nullable JournalEntry last() throws SQLException {
        return one("select seq, hash, entry from signer.journal order by seq desc limit 1");
    }

    @Nullable JournalEntry at(long seq) throws SQLException {
        return one("select seq, hash, entry from signer.journal where seq = " + seq);
    }

    /** The first entry after that place for which the chain does not hold; 0 if it holds. */
    long firstBrokenAfter(Chain place) throws SQLException {
        Chain chain = place;
        connection.setAutoCommit(false); // for a cursor: there may be many
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select seq, hash, entry from signer.journal where seq > ? order by seq")) {
            select.setFetchSize(1_000);
            select.setLong(1, place.seq());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    JournalEntry entry = entry(row);
                    if (chain.problemOf(entry) != null) {
                        return entry.seq();
                    }
                    chain = Chain.after(entry);
                }
            }
            return 0;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    SealedRows seals() {
        return new SealedRows(connection);
    }

    /** Seals all entries that do not bear this seal; all or none. */
    void sealAll(Seal seal) throws SQLException {
        append(List.of(), seal);
    }

    /** All of them or none; durable when it returns. After an exception it is either. */
    void append(List<Row> rows) throws SQLException {
        append(rows, null);
    }

    /**
     * The same, and with it seals what bears no seal or another.
     *
     * @param allOthers null to leave them as they are
     */
    void append(List<Row> rows, @Nullable Seal allOthers) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        insert into signer.journal (seq, hash, entry, kind, recorded_at, gun, life,
                            role, keys, timestamp_sha256, settles_sha256, payload,
                            standing, version, seal)
                        values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)""")) {
            for (Row row : rows) {
                bind(insert, row);
                insert.addBatch();
            }
            insert.executeBatch();
            if (allOthers != null) {
                seals().sealAll(allOthers);
            }
            // A crash here leaves nothing: signatures were made, and nobody has them.
            connection.commit();
        }
    }

    /** An entry and what else its row holds. */
    record Row(JournalEntry entry, Draft draft, Bytes seal) {}

    private void bind(PreparedStatement insert, Row row) throws SQLException {
        Draft draft = row.draft();
        Draft.Found found = draft.found();
        Array keys =
                connection.createArrayOf(
                        "text", found.keys().stream().map(key -> (Object) key.value()).toArray());
        insert.setLong(1, row.entry().seq());
        insert.setBytes(2, row.entry().hash().bytes().toArray());
        insert.setBytes(3, row.entry().json().toArray());
        insert.setString(4, draft.kind());
        insert.setTimestamp(5, Timestamp.from(draft.time()));
        insert.setString(6, found.gun() == null ? null : found.gun().value());
        insert.setObject(7, found.life(), Types.INTEGER);
        insert.setString(8, found.role() == null ? null : found.role().value());
        insert.setArray(9, keys);
        insert.setBytes(10, raw(found.timestamp()));
        insert.setBytes(11, raw(found.settles()));
        insert.setBytes(12, raw(draft.payload()));
        insert.setBytes(13, raw(draft.standing()));
        insert.setObject(
                14, found.version() == null ? null : found.version().number(), Types.INTEGER);
        insert.setBytes(15, row.seal().toArray());
    }

    private static byte @Nullable [] raw(@Nullable Sha256 digest) {
        return digest == null ? null : digest.bytes().toArray();
    }

    private static byte @Nullable [] raw(@Nullable Bytes bytes) {
        return bytes == null ? null : bytes.toArray();
    }

    private @Nullable JournalEntry one(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? entry(row) : null;
        }
    }

    static JournalEntry entry(ResultSet row) throws SQLException {
        return new JournalEntry(
                row.getLong("seq"),
                Sha256.raw(Bytes.of(row.getBytes("hash"))),
                Bytes.of(row.getBytes("entry")));
    }

    @Override
    public void close() {
        abandon(connection);
    }

    private static void abandon(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.atDebug().setCause(e).log("journal-session-closed-badly");
        }
    }
}
