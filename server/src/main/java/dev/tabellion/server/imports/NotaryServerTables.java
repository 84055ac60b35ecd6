package dev.tabellion.server.imports;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionPast;
import dev.tabellion.collection.Document;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.PastChange;
import dev.tabellion.collection.PastFile;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The tables of a Notary's server: {@code tuf_files} and {@code changefeed}. */
final class NotaryServerTables {
    private static final String DELETION = "deletion";

    private final NotaryRows rows;
    private final boolean hasChangefeed;

    NotaryServerTables(NotaryRows rows) {
        this.rows = rows;
        this.hasChangefeed = rows.hasTable("changefeed"); // since 0.6
    }

    /** Every name that the tables tell of, deleted ones too. */
    SortedSet<String> names() {
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

    /** The highest number of its changefeed, 0 if it has none. */
    long lastChange() {
        return hasChangefeed
                ? rows.read("select coalesce(max(id), 0) from changefeed", row -> row.getLong(1))
                        .getFirst()
                : 0;
    }

    private record Row(
            long id, String gun, String role, long version, @Nullable String sha256, Instant at) {}

    /**
     * @param each is handed every document once
     */
    KeptCollection read(Gun gun, Consumer<Document> each) {
        List<String> damage = new ArrayList<>();
        List<PastFile> files = new ArrayList<>();
        Map<PastFile, Long> ids = new HashMap<>();
        for (Row row : rowsOf(gun)) {
            Document document = Document.of(data(row.id));
            PastFile file = file(row, document, damage);
            if (file != null) {
                files.add(file);
                ids.put(file, row.id);
                each.accept(document);
            }
        }
        CollectionPast past = new CollectionPast(gun, files, changes(gun));
        return new KeptCollection(
                past,
                file -> Dialect.NOTARY_V1.read(file.role(), data(ids.getOrDefault(file, 0L))),
                damage);
    }

    private List<Row> rowsOf(Gun gun) {
        return rows
                .read(
                        "select id, gun, role, version, sha256,"
                                + " coalesce(created_at, updated_at) as at"
                                + " from tuf_files where gun = ? and deleted_at is null"
                                + " order by id",
                        row ->
                                new Row(
                                        row.getLong("id"),
                                        row.getString("gun"),
                                        row.getString("role"),
                                        row.getLong("version"),
                                        row.getString("sha256"),
                                        NotaryRows.instant(row, "at")),
                        gun.value())
                .stream()
                .filter(row -> row.gun.equals(gun.value())) // MySQL may not tell A from a
                .toList();
    }

    /** Null where it cannot be what it is said to be: then {@code damage} tells. */
    private static @Nullable PastFile file(Row row, Document document, List<String> damage) {
        String what = row.role + " version " + row.version;
        if (row.sha256 != null && !row.sha256.strip().equals(document.digest().hex())) {
            damage.add(
                    "%s: its row says SHA-256 %s, its bytes have %s"
                            .formatted(what, row.sha256.strip(), document.digest()));
            return null;
        }
        if (!RoleName.isValid(row.role) || row.version < 1 || row.version > Integer.MAX_VALUE) {
            damage.add(what + ": no such role or version can be");
            return null;
        }
        return new PastFile(
                new RoleName(row.role),
                new Version((int) row.version),
                document.digest(),
                document.file().length(),
                row.at);
    }

    private Bytes data(long id) {
        List<Bytes> data =
                rows.read(
                        "select data from tuf_files where id = ?",
                        row -> Bytes.of(row.getBytes(1)),
                        id);
        if (data.isEmpty()) {
            throw new IllegalStateException("row " + id + " of tuf_files is gone");
        }
        return data.getFirst();
    }

    private List<PastChange> changes(Gun gun) {
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

    private record Told(String gun, PastChange change) {}

    private static PastChange change(ResultSet row) throws SQLException {
        boolean deletion = DELETION.equals(row.getString("category"));
        return new PastChange(
                row.getLong("id"),
                NotaryRows.instant(row, "created_at"),
                deletion ? 0 : row.getInt("version"),
                deletion ? null : new Sha256(row.getString("sha256").strip()));
    }
}
