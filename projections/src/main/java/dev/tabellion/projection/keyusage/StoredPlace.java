package dev.tabellion.projection.keyusage;

import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.tuf.RoleName;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Keys' places as columns hold them: {@code gun}, {@code life}, {@code role}. */
public final class StoredPlace {
    private StoredPlace() {}

    public static KeyPlace of(ResultSet row) throws SQLException {
        return new KeyPlace(
                new Gun(row.getString("gun")),
                row.getInt("life"),
                new RoleName(row.getString("role")));
    }
}
