package dev.tabellion.projection.current;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents of live collections from the store. Never finds a document under another
 * collection or role than it was published for, nor one of a life that has ended.
 *
 * <p>Every method throws {@link org.springframework.dao.DataAccessException} if the store does not
 * answer in time.
 */
public final class PublishedDocuments {
    private static final String HISTORY =
            """
            select d.bytes, p.sha256, l.life, p.published_at, null::timestamptz as replaced_at
            from published_document p
            join live_collection l using (collection)
            join document d on d.sha256 = p.sha256
            where p.collection = ? and p.role = ? and\s""";

    private final Sessions sessions;

    public PublishedDocuments(DataSource dataSource) {
        this.sessions = new Sessions(dataSource);
    }

    public @Nullable PublishedDocument current(Gun gun, RoleName role) {
        return one(
                """
                select d.bytes, c.sha256, l.life, c.published_at,
                    (select p.published_at from published_document p
                     where p.collection = c.collection and p.role = c.role
                         and p.version < c.version
                     order by p.version desc limit 1) as replaced_at
                from current_document c
                join live_collection l using (collection)
                join document d on d.sha256 = c.sha256
                where c.collection = ? and c.role = ?
                """,
                gun.value(),
                role.value());
    }

    public @Nullable PublishedDocument byHash(Gun gun, RoleName role, Sha256 digest) {
        return one(HISTORY + "p.sha256 = ?", gun.value(), role.value(), digest.bytes().toArray());
    }

    public @Nullable PublishedDocument byVersion(Gun gun, RoleName role, Version version) {
        return one(HISTORY + "p.version = ?", gun.value(), role.value(), version.number());
    }

    /** Which life the collection is in, or 0 if it is in none. */
    public int life(Gun gun) {
        return sessions
                .ask(
                        jdbc ->
                                jdbc.queryForList(
                                        "select life from live_collection where collection = ?",
                                        Integer.class,
                                        gun.value()))
                .stream()
                .findFirst()
                .orElse(0);
    }

    private @Nullable PublishedDocument one(String sql, Object... arguments) {
        return sessions.ask(
                jdbc -> jdbc.query(sql, rows -> rows.next() ? read(rows) : null, arguments));
    }

    private static PublishedDocument read(ResultSet row) throws SQLException {
        OffsetDateTime replaced = row.getObject("replaced_at", OffsetDateTime.class);
        return new PublishedDocument(
                Bytes.of(row.getBytes("bytes")),
                Sha256.raw(Bytes.of(row.getBytes("sha256"))),
                row.getInt("life"),
                row.getObject("published_at", OffsetDateTime.class).toInstant(),
                replaced == null ? null : replaced.toInstant());
    }
}
