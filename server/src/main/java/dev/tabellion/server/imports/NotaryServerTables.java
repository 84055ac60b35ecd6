package dev.tabellion.server.imports;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionPast;
import dev.tabellion.collection.Document;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.PastChange;
import dev.tabellion.collection.PastFile;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.server.imports.NotaryStore.StoredFile;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the tables of a Notary's server say, collection by collection. */
final class NotaryServerTables {
    private static final String DELETION = "deletion";

    private final NotaryStore store;

    NotaryServerTables(NotaryStore store) {
        this.store = store;
    }

    /** Every name that the tables tell of, deleted ones too. */
    SortedSet<String> names() {
        return store.names();
    }

    /** The highest number of its changefeed, 0 if it has none. */
    long lastChange() {
        return store.lastChange();
    }

    /**
     * @param each is handed every document once
     */
    KeptCollection read(Gun gun, Consumer<Document> each) {
        List<String> damage = new ArrayList<>();
        List<PastFile> files = new ArrayList<>();
        Map<PastFile, StoredFile> rows = new HashMap<>();
        for (StoredFile row : store.files(gun)) {
            Document document = Document.of(store.data(row));
            PastFile file = file(row, document, damage);
            if (file != null) {
                files.add(file);
                rows.put(file, row);
                each.accept(document);
            }
        }
        CollectionPast past = new CollectionPast(gun, files, store.changes(gun));
        return new KeptCollection(
                past, file -> Dialect.NOTARY_V1.read(file.role(), data(file, rows)), damage);
    }

    private Bytes data(PastFile file, Map<PastFile, StoredFile> rows) {
        return store.data(Objects.requireNonNull(rows.get(file)));
    }

    /** Null where it cannot be what it is said to be: then {@code damage} tells. */
    private static @Nullable PastFile file(StoredFile row, Document document, List<String> damage) {
        String what = row.role() + " version " + row.version();
        String sha256 = row.sha256();
        if (sha256 != null && !sha256.strip().equals(document.digest().hex())) {
            damage.add(
                    "%s: its row says SHA-256 %s, its bytes have %s"
                            .formatted(what, sha256.strip(), document.digest()));
            return null;
        }
        if (!RoleName.isValid(row.role())
                || row.version() < 1
                || row.version() > Integer.MAX_VALUE) {
            damage.add(what + ": no such role or version can be");
            return null;
        }
        return new PastFile(
                new RoleName(row.role()),
                new Version((int) row.version()),
                document.digest(),
                document.file().length(),
                row.at());
    }

    /**
     * @throws IllegalArgumentException if there can be no such entry
     */
    static PastChange change(
            long id, Instant at, String category, long version, @Nullable String sha256) {
        if (DELETION.equals(category)) {
            return new PastChange(id, at, 0, null);
        }
        if (sha256 == null || version < 1 || version > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "the changefeed's entry " + id + " tells of no version of a timestamp.");
        }
        return new PastChange(id, at, (int) version, new Sha256(sha256.strip()));
    }
}
