package dev.tabellion.projection.keyusage;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Digests as columns hold them. */
public final class StoredDigest {
    private StoredDigest() {}

    static Sha256 of(ResultSet row, int column) throws SQLException {
        return Sha256.raw(Bytes.of(row.getBytes(column)));
    }

    public static Sha256 of(ResultSet row, String column) throws SQLException {
        return Sha256.raw(Bytes.of(row.getBytes(column)));
    }

    static @Nullable Sha256 ifThere(ResultSet row, String column) throws SQLException {
        byte[] raw = row.getBytes(column);
        return raw == null ? null : Sha256.raw(Bytes.of(raw));
    }

    static byte @Nullable [] stored(@Nullable Sha256 digest) {
        return digest == null ? null : digest.bytes().toArray();
    }
}
