package dev.tabellion.projection.forensics;

import dev.tabellion.collection.Gun;
import dev.tabellion.forensics.Trust;
import dev.tabellion.projection.keyusage.StoredTime;
import dev.tabellion.tuf.RoleName;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads a row of {@code tabellion.key_trusted}. */
final class TrustRow {
    private TrustRow() {}

    /**
     * @param isOver of an import that was over already nobody knows since when
     */
    static Trust read(ResultSet row, boolean isOver) throws SQLException {
        return new Trust(
                new Gun(row.getString("collection")),
                new RoleName(row.getString("delegator")),
                new RoleName(row.getString("role")),
                row.getInt("threshold"),
                row.getLong("since_leaf"),
                StoredTime.of(row, "since"),
                StoredTime.ifThere(row, "until"),
                !isOver && row.getObject("until") == null);
    }
}
