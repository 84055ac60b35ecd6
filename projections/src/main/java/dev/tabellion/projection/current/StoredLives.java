package dev.tabellion.projection.current;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.PublishedLives;
import dev.tabellion.collection.WatchEvent.LogStanding;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What collections published, from the tables that are written with each publication, and for lives
 * that have ended from the history beside the audit trail. That one does not have what was past
 * already when it was imported: of a collection that was deleted since, such a file is called
 * absent.
 */
public final class StoredLives implements PublishedLives {
    private final JdbcTemplate database;

    public StoredLives(DataSource dataSource) {
        this.database = new JdbcTemplate(dataSource);
    }

    @Override
    public LogStanding standingOf(Gun gun, RoleName role, Sha256 file) {
        Object[] place = {gun.value(), role.value(), file.bytes().toArray()};
        if (finds("current_document where collection = ? and role = ? and sha256 = ?", place)) {
            return LogStanding.CURRENT;
        }
        return finds("published_document where collection = ? and role = ? and sha256 = ?", place)
                        || finds(
                                "collection_history where collection = ? and role = ? and sha256 ="
                                        + " ?",
                                place)
                ? LogStanding.PAST
                : LogStanding.ABSENT;
    }

    @Override
    public boolean isKnown(Gun gun) {
        // each publication and each deletion is in the feed
        return finds("live_collection where collection = ?", gun.value())
                || finds("changefeed where collection = ?", gun.value());
    }

    @Override
    public @Nullable Sha256 ofVersion(Gun gun, RoleName role, Version version) {
        return files(
                        """
                        select sha256 from tabellion.published_document
                        where collection = ? and role = ? and version = ?
                        """,
                        gun,
                        role,
                        version.number())
                .findFirst()
                .orElse(null);
    }

    @Override
    public List<Sha256> newest(Gun gun, RoleName role, int most) {
        Stream<Sha256> here =
                files(
                        """
                        select sha256 from tabellion.published_document
                        where collection = ? and role = ? order by version desc limit ?
                        """,
                        gun,
                        role,
                        most);
        Stream<Sha256> ever =
                files(
                        """
                        select sha256 from tabellion.collection_history
                        where collection = ? and role = ? and sha256 is not null
                        order by leaf_index desc limit ?
                        """,
                        gun,
                        role,
                        most);
        return Stream.concat(here, ever).distinct().limit(most).toList();
    }

    private Stream<Sha256> files(String sql, Gun gun, RoleName role, int number) {
        return database
                .query(
                        sql,
                        (row, _) -> Sha256.raw(Bytes.of(row.getBytes(1))),
                        gun.value(),
                        role.value(),
                        number)
                .stream();
    }

    private boolean finds(String what, Object... arguments) {
        return !database.queryForList("select 1 from tabellion." + what + " limit 1", arguments)
                .isEmpty();
    }
}
