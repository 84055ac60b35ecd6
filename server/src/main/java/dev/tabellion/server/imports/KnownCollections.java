package dev.tabellion.server.imports;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.CollectionEvent;
import dev.tabellion.collection.EventJson;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.TrustedCollection;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the record says already. Reads only: what is true now, the import's own command decides. */
final class KnownCollections {
    private final JdbcTemplate database;

    KnownCollections(DataSource appDataSource) {
        this.database = new JdbcTemplate(appDataSource);
    }

    /** The collection as far as its beginnings and ends go: without documents. */
    TrustedCollection beginnings(Gun gun) {
        List<CollectionEvent> events =
                database.query(
                        """
                        select name, revision, payload from tabellion.event
                        where collection = ? and name in
                            ('collection-opened', 'collection-deleted', 'collection-imported')
                        order by sequence
                        """,
                        (row, _) ->
                                EventJson.readOfCollection(
                                        row.getString("name"),
                                        row.getString("revision"),
                                        Bytes.of(row.getBytes("payload"))),
                        gun.value());
        TrustedCollection collection = TrustedCollection.unborn(gun);
        for (CollectionEvent event : events) {
            collection = collection.evolve(event);
        }
        return collection;
    }

    /**
     * Whether a changefeed with numbers up to {@code last} can keep them: nothing of the record's
     * own, and of no other import, has one of these.
     */
    boolean canKeepNumbers(long last, Collection<String> ofThisImport) {
        @Nullable Long first =
                database.queryForObject(
                        "select min(global_index) from tabellion.event where kind = 'collection'",
                        Long.class);
        if (first != null && first <= last) {
            return false;
        }
        return database
                .queryForList(
                        "select distinct collection from tabellion.changefeed where id <= ?",
                        String.class,
                        last)
                .stream()
                .allMatch(ofThisImport::contains);
    }
}
