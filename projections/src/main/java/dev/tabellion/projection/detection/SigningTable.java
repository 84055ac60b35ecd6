package dev.tabellion.projection.detection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.detection.Entry;
import dev.tabellion.detection.Signatures;
import dev.tabellion.detection.Signings;
import dev.tabellion.detection.View;
import dev.tabellion.projection.rows.Insertion;
import dev.tabellion.projection.rows.Stamp;
import dev.tabellion.tuf.KeyId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whose signatures entries made known; what is put is written before anybody asks. */
final class SigningTable {
    private static final Insertion SIGNINGS =
            Insertion.into(
                    "tabellion.detection_signing",
                    "key text, leaf_index bigint, at timestamptz, view text, file bytea",
                    "on conflict do nothing");

    private final JdbcTemplate jdbc;
    private final List<Object[]> put = new ArrayList<>();

    SigningTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void put(Entry entry, Signatures signed) {
        signed.keys().forEach(key -> put.add(row(key, entry, signed)));
    }

    private static Object[] row(KeyId key, Entry entry, Signatures signed) {
        return new Object[] {
            key.value(),
            entry.leaf(),
            signed.at().atOffset(ZoneOffset.UTC),
            entry.view().text(),
            signed.file().bytes().toArray()
        };
    }

    void forget() {
        put.clear();
    }

    void write() {
        SIGNINGS.of(put, jdbc);
        put.clear();
    }

    List<Signings> signed(KeyId key, @Nullable Instant from, @Nullable Instant until, int most) {
        write();
        return jdbc.query(
                """
                select view, count(*) as documents, min(at) as first, min(leaf_index) as first_leaf,
                    max(leaf_index) as last_leaf,
                    (array_agg(file order by leaf_index desc))[1] as last
                from tabellion.detection_signing
                where key = ? and (?::timestamptz is null or at >= ?::timestamptz)
                    and (?::timestamptz is null or at < ?::timestamptz)
                group by view order by view limit ?
                """,
                (row, _) -> signings(row),
                key.value(),
                text(from),
                text(from),
                text(until),
                text(until),
                most);
    }

    private static Signings signings(ResultSet row) throws SQLException {
        return new Signings(
                View.of(row.getString("view")),
                row.getLong("documents"),
                row.getObject("first", OffsetDateTime.class).toInstant(),
                row.getLong("first_leaf"),
                row.getLong("last_leaf"),
                Sha256.raw(Bytes.of(row.getBytes("last"))));
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : Stamp.of(time);
    }
}
