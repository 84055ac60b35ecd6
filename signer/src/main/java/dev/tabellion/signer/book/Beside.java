package dev.tabellion.signer.book;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.json.PlainJsonReader;
import dev.tabellion.tuf.RoleName;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The columns beside an entry, by which it is found. They say nothing that the entry does not: one
 * that stands at another place, or is found under another name, is believed by nobody.
 *
 * @param settles null as well where what the entry builds upon was settled before it
 */
record Beside(
        String kind,
        @Nullable String gun,
        @Nullable Long life,
        @Nullable String role,
        @Nullable Long version,
        List<String> keys,
        @Nullable Bytes timestamp,
        @Nullable Bytes settles) {
    /** The columns that {@link #of} reads. */
    static final String COLUMNS =
            "kind, gun, life::bigint, role, version::bigint, keys, timestamp_sha256,"
                    + " settles_sha256";

    Beside {
        keys = List.copyOf(keys);
    }

    static Beside of(ResultSet row) throws SQLException {
        return new Beside(
                row.getString("kind"),
                row.getString("gun"),
                number(row, "life"),
                row.getString("role"),
                number(row, "version"),
                names(row.getArray("keys")),
                bytes(row.getBytes("timestamp_sha256")),
                bytes(row.getBytes("settles_sha256")));
    }

    /**
     * What of it the entry does not say; null if it says it all.
     *
     * @throws IllegalStateException if its bytes are no entry
     */
    @Nullable String problem(JournalEntry entry) {
        PlainJsonReader json = PlainJsonReader.of(entry.json());
        if (json.number("seq") != entry.seq()) {
            return "its bytes say another number";
        }
        Beside said = saidBy(json);
        return equals(said) || equals(said.settlingNothing())
                ? null
                : "a column beside it says something else";
    }

    /**
     * What columns beside the entry would say.
     *
     * @throws IllegalStateException if its bytes are no entry
     */
    static Beside saidBy(JournalEntry entry) {
        return saidBy(PlainJsonReader.of(entry.json()));
    }

    private static Beside saidBy(PlainJsonReader json) {
        String kind = json.text("kind");
        PlainJsonReader told = json.object("told");
        boolean signed = kind.equals(Kinds.SIGNED);
        String role = told.textIfThere("role");
        return new Beside(
                kind,
                told.textIfThere("gun"),
                told.numberIfThere("life"),
                role,
                signed ? told.numberIfThere("version") : null,
                switch (kind) {
                    case Kinds.SIGNED -> told.texts("keys", key -> key);
                    case Kinds.KEY_CREATED,
                            Kinds.KEY_IMPORTED,
                            Kinds.KEY_VOUCHED,
                            Kinds.KEY_MISSING,
                            Kinds.KEY_FOUND ->
                            List.of(told.text("key"));
                    default -> List.of();
                },
                signed && RoleName.TIMESTAMP.value().equals(role)
                        ? digestIfThere(told, "file")
                        : null,
                settledBy(kind, told));
    }

    private static @Nullable Bytes settledBy(String kind, PlainJsonReader told) {
        return switch (kind) {
            case Kinds.SIGNED -> digestIfThere(told, "base");
            case Kinds.PUBLISHED -> digestIfThere(told, "timestamp");
            case Kinds.IMPORTED, Kinds.LIFE_REINSTATED -> {
                PlainJsonReader position = told.objectIfThere("position");
                yield position == null
                        ? null
                        : digestIfThere(position.object("timestamp"), "digest");
            }
            default -> null;
        };
    }

    boolean isAt(KeyPlace place) {
        return place.gun().value().equals(gun)
                && life != null
                && life == place.life()
                && place.role().value().equals(role);
    }

    private Beside settlingNothing() {
        return new Beside(kind, gun, life, role, version, keys, timestamp, null);
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

    private static @Nullable Bytes digestIfThere(PlainJsonReader json, String name) {
        String digest = json.textIfThere(name);
        return digest == null ? null : new Sha256(digest).bytes();
    }

    /** An edited column may hold nothing, or arrays, in place of names. */
    private static List<String> names(@Nullable Array column) throws SQLException {
        return column == null
                ? List.of("null")
                : Stream.of((Object[]) column.getArray()).map(String::valueOf).toList();
    }

    private static @Nullable Bytes bytes(byte @Nullable [] raw) {
        return raw == null ? null : Bytes.of(raw);
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }
}
