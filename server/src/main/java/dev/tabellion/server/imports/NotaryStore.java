package dev.tabellion.server.imports;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.PastChange;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a Notary keeps, wherever it does, as of one moment: {@code tuf_files} and {@code
 * changefeed} of its server, {@code private_keys} of its signer. Judges none of them, and each
 * method throws {@link NotaryUnreadable} if it cannot be had.
 */
interface NotaryStore extends AutoCloseable {

    /**
     * @throws NotaryUnreadable if it does not let us in
     */
    static NotaryStore open(NotarySource source) {
        return switch (source) {
            case NotaryAddress address -> NotaryDatabase.open(address);
            case NotaryDumpFile(var file) -> NotaryDump.read(file);
        };
    }

    /** A document without its bytes. */
    record StoredFile(
            long id, String gun, String role, long version, @Nullable String sha256, Instant at) {}

    /** A key, its private half sealed. */
    record StoredKey(
            String id,
            String gun,
            String role,
            String algorithm,
            boolean used,
            String alias,
            Bytes publicHalf,
            Bytes sealed) {}

    /** Every name that is told of, of deleted collections too. */
    SortedSet<String> names();

    /** The highest number of the changefeed, 0 if it has none. */
    long lastChange();

    /** Those not deleted, in the order of their numbers. */
    List<StoredFile> files(Gun gun);

    Bytes data(StoredFile file);

    /** In the order of their numbers; none of a Notary that has no changefeed yet. */
    List<PastChange> changes(Gun gun);

    /** Those not deleted, in the order of their birth. */
    List<StoredKey> keys();

    @Override
    void close();
}
