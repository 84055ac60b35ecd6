package dev.tabellion.signer.book;

import dev.tabellion.bytes.Bytes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The seals in the journal's rows, through the session that writes it. Changes nothing else of a
 * row.
 */
final class SealedRows {
    private static final int TOGETHER = 1_000;

    private final Connection connection;

    SealedRows(Connection connection) {
        this.connection = connection;
    }

    /** A row's entry with the seal that it bears, which may be none. */
    record Row(JournalEntry entry, @Nullable Bytes seal) {}

    boolean isAnySealed() throws SQLException {
        return isAny("seal is not null");
    }

    /** Whether there are entries from before there were seals. */
    boolean isAnyUnsealed() throws SQLException {
        return isAny("seal is null");
    }

    /** Null if there is no such row. */
    @Nullable Row at(long seq) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select seq, hash, entry, seal from signer.journal where seq = ?")) {
            select.setLong(1, seq);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row(row) : null;
            }
        }
    }

    /** The first entry after that place without the seal; 0 if each bears it. */
    long firstWithoutAfter(long seq, Seal seal) throws SQLException {
        connection.setAutoCommit(false); // for a cursor: there may be many
        try {
            List<JournalEntry> first = those(seq, row -> !seal.isOn(row.entry(), row.seal()), 1);
            return first.isEmpty() ? 0 : first.getFirst().seq();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** Seals what bears no seal, or another. In the session's transaction. */
    void sealAll(Seal seal) throws SQLException {
        long from = 0;
        List<JournalEntry> some;
        do {
            some = those(from, row -> !seal.isOn(row.entry(), row.seal()), TOGETHER);
            seal(some, seal);
            from = some.isEmpty() ? from : some.getLast().seq();
        } while (some.size() == TOGETHER);
    }

    private void seal(List<JournalEntry> entries, Seal seal) throws SQLException {
        if (entries.isEmpty()) {
            return;
        }
        try (PreparedStatement call =
                connection.prepareStatement("select signer.seal_entries(?, ?)")) {
            Object[] numbers = entries.stream().map(JournalEntry::seq).toArray();
            byte[][] seals =
                    entries.stream().map(seal::of).map(Bytes::toArray).toArray(byte[][]::new);
            call.setArray(1, connection.createArrayOf("int8", numbers));
            call.setArray(2, connection.createArrayOf("bytea", seals));
            call.execute();
        }
    }

    private List<JournalEntry> those(long after, Predicate<Row> wanted, int most)
            throws SQLException {
        List<JournalEntry> found = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select seq, hash, entry, seal from signer.journal where seq > ?"
                                + " order by seq")) {
            select.setFetchSize(TOGETHER);
            select.setLong(1, after);
            try (ResultSet row = select.executeQuery()) {
                while (found.size() < most && row.next()) {
                    Row read = row(row);
                    if (wanted.test(read)) {
                        found.add(read.entry());
                    }
                }
            }
        }
        return found;
    }

    private boolean isAny(String such) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select exists (select 1 from signer.journal where "
                                        + such
                                        + ")")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        byte[] seal = row.getBytes("seal");
        return new Row(JournalSession.entry(row), seal == null ? null : Bytes.of(seal));
    }
}
