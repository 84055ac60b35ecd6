package dev.tabellion.projection.document;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The stored files, whole and unchanged, by their digests. Whether the bytes have that digest, it
 * does not ask.
 *
 * <p>Throws {@link org.springframework.dao.DataAccessException} if the store does not answer.
 */
public record DocumentTable(JdbcTemplate jdbc) {

    /** Null if it is not there. */
    public @Nullable Bytes find(Sha256 digest) {
        return jdbc
                .query(
                        "select bytes from tabellion.document where sha256 = ?",
                        (row, _) -> Bytes.of(row.getBytes(1)),
                        (Object) digest.bytes().toArray())
                .stream()
                .findFirst()
                .orElse(null);
    }

    public boolean isKnown(Sha256 digest) {
        return !jdbc.queryForList(
                        "select 1 from tabellion.document where sha256 = ?",
                        (Object) digest.bytes().toArray())
                .isEmpty();
    }

    /** Those that are there, all in memory: it is for the caller to ask for few. */
    public Map<Sha256, Bytes> all(Collection<Sha256> digests) {
        Map<Sha256, Bytes> files = new HashMap<>();
        jdbc.query(
                "select sha256, bytes from tabellion.document where sha256 = any(?)",
                row -> {
                    files.put(Sha256.raw(Bytes.of(row.getBytes(1))), Bytes.of(row.getBytes(2)));
                },
                (Object) raw(digests));
        return files;
    }

    /** How many bytes those have that are there, without reading them. */
    public Map<Sha256, Long> lengths(Collection<Sha256> digests) {
        Map<Sha256, Long> lengths = new HashMap<>();
        jdbc.query(
                "select sha256, octet_length(bytes) from tabellion.document where sha256 = any(?)",
                row -> {
                    lengths.put(Sha256.raw(Bytes.of(row.getBytes(1))), row.getLong(2));
                },
                (Object) raw(digests));
        return lengths;
    }

    private static byte[][] raw(Collection<Sha256> digests) {
        return digests.stream()
                .distinct()
                .map(each -> each.bytes().toArray())
                .toArray(byte[][]::new);
    }
}
