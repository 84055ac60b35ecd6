package dev.tabellion.signer.book;

import dev.tabellion.collection.PlainJsonReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The columns beside an entry, by which it is found. They say nothing that the entry does not: one
 * that stands at another place, or is found under another name, is believed by nobody.
 */
record Beside(
        String kind,
        @Nullable String gun,
        @Nullable Long life,
        @Nullable String role,
        @Nullable Long version) {
    /** The columns that {@link #of} reads. */
    static final String COLUMNS = "kind, gun, life::bigint, role, version::bigint";

    static Beside of(ResultSet row) throws SQLException {
        return new Beside(
                row.getString("kind"),
                row.getString("gun"),
                number(row, "life"),
                row.getString("role"),
                number(row, "version"));
    }

    /**
     * What of it the entry does not say; null if it says it all.
     *
     * @throws IllegalStateException if its bytes are no entry
     */
    @Nullable String problem(JournalEntry entry) {
        PlainJsonReader json = PlainJsonReader.of(entry.json());
        PlainJsonReader told = json.object("told");
        if (json.number("seq") != entry.seq()) {
            return "its bytes say another number";
        }
        if (!json.text("kind").equals(kind)
                || !Objects.equals(told.textIfThere("gun"), gun)
                || !Objects.equals(told.numberIfThere("life"), life)
                || !Objects.equals(told.textIfThere("role"), role)) {
            return "a column beside it says something else";
        }
        Long signed = kind.equals(Kinds.SIGNED) ? told.numberIfThere("version") : null;
        return Objects.equals(signed, version)
                ? null
                : "the version beside it is not the one that was signed";
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }
}
