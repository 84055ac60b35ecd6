package dev.tabellion.server.imports;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.PastChange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** A Notary's rows in a database. */
final class NotaryDatabase implements NotaryStore {
    private final NotaryRows rows;
    private final boolean hasChangefeed;

    private NotaryDatabase(NotaryRows rows) {
        this.rows = rows;
        this.hasChangefeed = rows.hasTable("changefeed"); // since 0.6
    }

    /**
     * @throws NotaryUnreadable if it does not let us in
     */
    static NotaryDatabase open(NotaryAddress address) {
        return new NotaryDatabase(NotaryRows.open(address));
    }

    @Override
    public SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>();
        names.addAll(
                rows.read(
                        "select distinct gun from tuf_files where deleted_at is null",
                        row -> row.getString(1)));
        if (hasChangefeed) {
            names.addAll(rows.read("select distinct gun from changefeed", row -> row.getString(1)));
        }
        return names;
    }

    @Override
    public long lastChange() {
        return hasChangefeed
                ? rows.read("select coalesce(max(id), 0) from changefeed", row -> row.getLong(1))
                        .getFirst()
                : 0;
    }

    @Override
    public List<StoredFile> files(Gun gun) {
        return rows
                .read(
                        "select id, gun, role, version, sha256,"
                                + " coalesce(created_at, updated_at) as at"
                                + " from tuf_files where gun = ? and deleted_at is null"
                                + " order by id",
                        row ->
                                new StoredFile(
                                        row.getLong("id"),
                                        row.getString("gun"),
                                        row.getString("role"),
                                        row.getLong("version"),
                                        row.getString("sha256"),
                                        NotaryRows.instant(row, "at")),
                        gun.value())
                .stream()
                .filter(file -> file.gun().equals(gun.value())) // MySQL may not tell A from a
                .toList();
    }

    @Override
    public Bytes data(StoredFile file) {
        List<Bytes> data =
                rows.read(
                        "select data from tuf_files where id = ?",
                        row -> Bytes.of(row.getBytes(1)),
                        file.id());
        if (data.isEmpty()) {
            throw new IllegalStateException("row " + file.id() + " of tuf_files is gone");
        }
        return data.getFirst();
    }

    private record Told(String gun, PastChange change) {}

    @Override
    public List<PastChange> changes(Gun gun) {
        return hasChangefeed
                ? rows
                        .read(
                                "select id, created_at, gun, version, sha256, category"
                                        + " from changefeed where gun = ? order by id",
                                row -> new Told(row.getString("gun"), change(row)),
                                gun.value())
                        .stream()
                        .filter(told -> told.gun.equals(gun.value()))
                        .map(Told::change)
                        .toList()
                : List.of();
    }

    private PastChange change(ResultSet row) throws SQLException {
        try {
            return NotaryServerTables.change(
                    row.getLong("id"),
                    NotaryRows.instant(row, "created_at"),
                    row.getString("category"),
                    row.getLong("version"),
                    row.getString("sha256"));
        } catch (IllegalArgumentException e) {
            throw new NotaryUnreadable(
                    "The Notary's database %s cannot be read: %s".formatted(rows, e.getMessage()),
                    e);
        }
    }

    @Override
    public List<StoredKey> keys() {
        return rows.read(
                "select key_id, gun, role, algorithm, last_used is not null as used,"
                        + " passphrase_alias, public, private from private_keys"
                        + " where deleted_at is null order by id",
                row ->
                        new StoredKey(
                                row.getString("key_id"),
                                row.getString("gun"),
                                row.getString("role"),
                                row.getString("algorithm"),
                                row.getBoolean("used"),
                                row.getString("passphrase_alias"),
                                Bytes.of(row.getBytes("public")),
                                Bytes.of(row.getBytes("private"))));
    }

    @Override
    public void close() {
        rows.close();
    }
}
