package dev.tabellion.projection.keyusage;

import dev.tabellion.keyusage.Journalled;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What the journal tells of a use, as {@code signature_journalled} has it. */
final class JournalledRow {
    private JournalledRow() {}

    static Journalled of(ResultSet row) throws SQLException {
        return new Journalled(
                row.getLong("entry"),
                StoredTime.of(row, "at"),
                row.getString("peer"),
                StoredPlace.of(row),
                StoredDigest.of(row, "file"),
                StoredDigest.ifThere(row, "base"),
                StoredDigest.ifThere(row, "vouches"),
                StoredTime.of(row, "expires"),
                row.getBoolean("renewed"));
    }
}
