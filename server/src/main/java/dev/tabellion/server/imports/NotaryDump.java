package dev.tabellion.server.imports;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.PastChange;
import dev.tabellion.server.imports.dump.DumpRow;
import dev.tabellion.server.imports.dump.DumpUnreadable;
import dev.tabellion.server.imports.dump.Literal;
import dev.tabellion.server.imports.dump.SqlDump;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Notary's rows out of a dump. Read once when it is opened; documents stay in the file, and what
 * is held is what tells of them.
 */
final class NotaryDump implements NotaryStore {
    private static final String FILES = "tuf_files";
    private static final String CHANGES = "changefeed";
    private static final String KEYS = "private_keys";

    private final SqlDump dump;
    private final Map<String, List<StoredFile>> files = new HashMap<>();
    private final Map<Long, Literal> data = new HashMap<>();
    private final Map<String, List<PastChange>> changes = new HashMap<>();
    private final Map<Long, StoredKey> keys = new HashMap<>();
    private Set<String> tables = Set.of();
    private long lastChange;
    private final HeldRows held;

    private NotaryDump(SqlDump dump, long most) {
        this.dump = dump;
        this.held = new HeldRows(most);
    }

    /**
     * @throws NotaryUnreadable if it is no dump, or not a whole one
     */
    static NotaryDump read(Path file) {
        return read(file, Runtime.getRuntime().maxMemory() / 2); // the rest is for documents
    }

    /**
     * @param most how many bytes of memory its rows may take
     */
    static NotaryDump read(Path file, long most) {
        try {
            NotaryDump read = new NotaryDump(SqlDump.open(file), most);
            read.readAll();
            return read;
        } catch (DumpUnreadable e) {
            throw new NotaryUnreadable(String.valueOf(e.getMessage()), e);
        }
    }

    private void readAll() {
        try {
            tables = dump.read(Map.of(FILES, this::file, CHANGES, this::change, KEYS, this::key));
        } catch (DumpUnreadable e) {
            dump.close();
            throw e;
        }
    }

    private void file(DumpRow row) {
        if (isDeleted(row)) {
            return;
        }
        held.add(row, "gun", "role", "sha256");
        StoredFile stored =
                new StoredFile(
                        row.number("id"),
                        row.text("gun").intern(),
                        row.text("role").intern(),
                        row.number("version"),
                        row.textIfThere("sha256"),
                        at(row));
        if (data.put(stored.id(), row.literal("data").unheld()) != null) {
            throw row.wrong("id", "what it holds in another row");
        }
        files.computeIfAbsent(stored.gun(), _ -> new ArrayList<>()).add(stored);
    }

    private void change(DumpRow row) {
        held.add(row, "gun", "sha256");
        String gun = row.text("gun").intern();
        Instant at = row.timeIfThere("created_at");
        PastChange change = change(row, at == null ? Instant.EPOCH : at);
        lastChange = Math.max(lastChange, change.id());
        changes.computeIfAbsent(gun, _ -> new ArrayList<>()).add(change);
    }

    private static PastChange change(DumpRow row, Instant at) {
        try {
            return NotaryServerTables.change(
                    row.number("id"),
                    at,
                    row.text("category"),
                    row.number("version"),
                    row.textIfThere("sha256"));
        } catch (IllegalArgumentException e) {
            throw row.wrong(String.valueOf(e.getMessage()));
        }
    }

    private void key(DumpRow row) {
        if (isDeleted(row)) {
            return;
        }
        held.add(
                row, "key_id", "gun", "role", "algorithm", "passphrase_alias", "public", "private");
        StoredKey key =
                new StoredKey(
                        row.text("key_id"),
                        row.text("gun"),
                        row.text("role"),
                        row.text("algorithm"),
                        !row.isNull("last_used"),
                        row.text("passphrase_alias"),
                        row.bytes("public"),
                        row.bytes("private"));
        if (keys.put(row.number("id"), key) != null) {
            throw row.wrong("id", "what it holds in another row");
        }
    }

    private static boolean isDeleted(DumpRow row) {
        return !row.isNull("deleted_at");
    }

    private static Instant at(DumpRow row) {
        return Stream.of("created_at", "updated_at")
                .map(row::timeIfThere)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(Instant.EPOCH);
    }

    @Override
    public SortedSet<String> names() {
        require(FILES, "notary-server");
        SortedSet<String> all = new TreeSet<>(files.keySet());
        all.addAll(changes.keySet());
        return all;
    }

    @Override
    public long lastChange() {
        return lastChange;
    }

    @Override
    public List<StoredFile> files(Gun gun) {
        return inOrder(files.get(gun.value()), StoredFile::id);
    }

    @Override
    public Bytes data(StoredFile stored) {
        try {
            return dump.bytes("data", Objects.requireNonNull(data.get(stored.id())));
        } catch (DumpUnreadable e) {
            throw new NotaryUnreadable(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public List<PastChange> changes(Gun gun) {
        return inOrder(changes.get(gun.value()), PastChange::id);
    }

    private static <T> List<T> inOrder(@Nullable List<T> rows, ToLongFunction<T> id) {
        return rows == null
                ? List.of()
                : rows.stream().sorted(Comparator.comparingLong(id)).toList();
    }

    @Override
    public List<StoredKey> keys() {
        require(KEYS, "notary-signer");
        return keys.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
    }

    private void require(String table, String program) {
        if (!tables.contains(table)) {
            throw new NotaryUnreadable(
                    "The dump %s has no table %s: it is not of %s's database, or not as SQL."
                            .formatted(dump, table, program));
        }
    }

    @Override
    public void close() {
        dump.close();
    }
}
