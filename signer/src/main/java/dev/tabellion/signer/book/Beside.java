package dev.tabellion.signer.book;

import dev.tabellion.bytes.Bytes;
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

    /** What is wrong with the payload beside an entry; null if nothing is. */
    static @Nullable String problemOfPayload(JournalEntry entry, @Nullable Bytes payload) {
        PlainJsonReader json = PlainJsonReader.of(entry.json());
        String signed =
                json.text("kind").equals(Kinds.SIGNED) ? json.object("told").text("payload") : null;
        return Objects.equals(signed, digest(payload))
                ? null
                : "the payload beside it is not the one that was signed";
    }

    /** Likewise with the standing. */
    static @Nullable String problemOfStanding(JournalEntry entry, @Nullable Bytes standing) {
        PlainJsonReader told = PlainJsonReader.of(entry.json()).object("told");
        return Objects.equals(told.textIfThere("standing"), digest(standing))
                ? null
                : "the standing beside it is not the one that was kept";
    }

    private static @Nullable String digest(@Nullable Bytes bytes) {
        return bytes == null ? null : bytes.sha256().hex();
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }
}
