package dev.tabellion.command.watch;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent.MetadataImported;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.EventJson;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.PlainJson;
import dev.tabellion.collection.WatchEvent.LogStanding;
import dev.tabellion.command.store.StoredDocuments;
import dev.tabellion.tuf.Delegator;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.RoleName;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the record says that a collection published, straight from its events: nothing that lags
 * behind could call a file unknown that was published a moment ago.
 */
public final class PublishedFiles {
    /** Far more ceremonies than any collection has had. */
    private static final int MOST_DELEGATORS = 64;

    private static final String NEWEST =
            """
            select name, revision, payload from tabellion.event
            where collection = ? and (name = 'collection-deleted'
                or (name in ('metadata-published', 'metadata-imported')
                    and position(?::bytea in payload) > 0))
            order by sequence desc limit ?
            """;
    private static final String EVER =
            """
            select 1 from tabellion.event
            where collection = ? and name in ('metadata-published', 'metadata-imported')
                and position(?::bytea in payload) > 0 and position(?::bytea in payload) > 0
            limit 1
            """;

    private final JdbcTemplate database;
    private final StoredDocuments documents;

    public PublishedFiles(DataSource dataSource, StoredDocuments documents) {
        this.database = new JdbcTemplate(dataSource);
        this.documents = documents;
    }

    LogStanding standingOf(Gun gun, RoleName role, Sha256 digest) {
        if (newest(gun, role, 1).filter(digest::equals).findFirst().isPresent()) {
            return LogStanding.CURRENT;
        }
        return database.queryForList(
                                EVER, gun.value(), member("role", role.value()), member(digest))
                        .isEmpty()
                ? LogStanding.ABSENT
                : LogStanding.PAST;
    }

    /** Whether the collection ever had a root. */
    boolean knows(Gun gun) {
        return !database.queryForList(
                        "select 1 from tabellion.event where collection = ? and name in"
                                + " ('metadata-published', 'metadata-imported') limit 1",
                        gun.value())
                .isEmpty();
    }

    /** Who might sign for the role, by its delegator's documents up to now, the newest first. */
    List<RoleKeys> keysOf(Gun gun, RoleName role) {
        RoleName parent = role.parent();
        RoleName delegator = parent == null ? RoleName.ROOT : parent;
        return newest(gun, delegator, MOST_DELEGATORS)
                .map(digest -> documents.read(delegator, digest).metadata())
                .<@Nullable RoleKeys>map(
                        metadata -> metadata instanceof Delegator by ? by.keysOf(role) : null)
                .filter(Objects::nonNull)
                .<RoleKeys>map(Objects::requireNonNull)
                .distinct()
                .toList();
    }

    private Stream<Sha256> newest(Gun gun, RoleName role, int most) {
        return database
                .query(
                        NEWEST,
                        (row, _) ->
                                EventJson.read(
                                        row.getString("name"),
                                        row.getString("revision"),
                                        Bytes.of(row.getBytes("payload"))),
                        gun.value(),
                        member("role", role.value()),
                        most)
                .stream()
                .flatMap(
                        event ->
                                switch (event) {
                                    case MetadataPublished e when e.role().equals(role) ->
                                            Stream.of(e.digest());
                                    case MetadataImported e when e.role().equals(role) ->
                                            Stream.of(e.digest());
                                    default -> Stream.empty();
                                });
    }

    private static byte[] member(Sha256 digest) {
        return member("digest", digest.hex());
    }

    /** As it stands in a payload: there is one spelling. */
    private static byte[] member(String name, String value) {
        String json = new PlainJson().text(name, value).toString();
        return Bytes.utf8(json.substring(1, json.length() - 1)).toArray();
    }
}
