package dev.tabellion.projection.detection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent.MetadataImported;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.WatchEvent.SightingRecorded;
import dev.tabellion.detection.DocumentGone;
import dev.tabellion.detection.Entry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The stored documents; those of a batch are read in one go, unless they are large. */
final class Library {
    private static final int LARGE = 64 * 1024;

    private final JdbcTemplate jdbc;
    private final Map<Sha256, Bytes> ahead = new HashMap<>();

    Library(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void expect(List<Entry> batch) {
        byte[][] wanted =
                batch.stream()
                        .map(Library::small)
                        .filter(Objects::nonNull)
                        .distinct()
                        .map(digest -> digest.bytes().toArray())
                        .toArray(byte[][]::new);
        if (wanted.length > 0) {
            jdbc.query(
                    "select sha256, bytes from tabellion.document where sha256 = any(?)",
                    row -> {
                        ahead.put(Sha256.raw(Bytes.of(row.getBytes(1))), Bytes.of(row.getBytes(2)));
                    },
                    (Object) wanted);
        }
    }

    Bytes file(Sha256 digest) {
        Bytes known = ahead.get(digest);
        if (known != null) {
            return known;
        }
        return jdbc
                .query(
                        "select bytes from tabellion.document where sha256 = ?",
                        (row, _) -> Bytes.of(row.getBytes(1)),
                        (Object) digest.bytes().toArray())
                .stream()
                .findFirst()
                .orElseThrow(() -> new DocumentGone(digest));
    }

    boolean isKnown(Sha256 digest) {
        return ahead.containsKey(digest)
                || !jdbc.queryForList(
                                "select 1 from tabellion.document where sha256 = ?",
                                (Object) digest.bytes().toArray())
                        .isEmpty();
    }

    void forget() {
        ahead.clear();
    }

    private static @Nullable Sha256 small(Entry entry) {
        return switch (entry.event()) {
            case MetadataPublished e when e.length() <= LARGE -> e.digest();
            case MetadataImported e when e.length() <= LARGE -> e.digest();
            case SightingRecorded e when e.seen().length() <= LARGE -> e.seen().digest();
            default -> null; // names no document, or one that is read alone
        };
    }
}
