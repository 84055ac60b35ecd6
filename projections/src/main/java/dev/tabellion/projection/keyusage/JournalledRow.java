package dev.tabellion.projection.keyusage;

import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.keyusage.Journalled;
import dev.tabellion.tuf.RoleName;
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
                place(row),
                StoredDigest.of(row, "file"),
                StoredDigest.ifThere(row, "base"),
                StoredDigest.ifThere(row, "vouches"),
                StoredTime.of(row, "expires"),
                row.getBoolean("renewed"));
    }

    static KeyPlace place(ResultSet row) throws SQLException {
        return new KeyPlace(
                new Gun(row.getString("gun")),
                row.getInt("life"),
                new RoleName(row.getString("role")));
    }
}
