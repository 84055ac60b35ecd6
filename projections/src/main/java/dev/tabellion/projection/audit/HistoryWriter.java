package dev.tabellion.projection.audit;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent.CollectionDeleted;
import dev.tabellion.collection.CollectionEvent.MetadataImported;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.CollectionEvent.RoleKeysChanged;
import dev.tabellion.collection.CollectionEvent.Standing;
import dev.tabellion.projection.rows.Insertion;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes what became current, and what ceased to be, from which leaf on. */
record HistoryWriter(JdbcTemplate jdbc) {
    private static final Insertion BECAME =
            Insertion.into(
                    "tabellion.collection_history",
                    "collection text, role text, leaf_index bigint, at timestamptz,"
                            + " version integer, sha256 bytea, length bigint, expires timestamptz",
                    "");

    void add(List<IndexedLeaf> leaves) {
        List<Object[]> rows = new ArrayList<>();
        for (IndexedLeaf leaf : leaves) {
            switch (leaf.event()) {
                case MetadataPublished e ->
                        rows.add(
                                became(
                                        leaf,
                                        e.role(),
                                        e.version(),
                                        e.digest(),
                                        e.length(),
                                        e.expires()));
                case MetadataImported e when e.standing() == Standing.CURRENT ->
                        rows.add(
                                became(
                                        leaf,
                                        e.role(),
                                        e.version(),
                                        e.digest(),
                                        e.length(),
                                        e.expires()));
                case CollectionDeleted _ -> {
                    write(rows); // what ends must be there
                    ended(leaf, null);
                }
                case RoleKeysChanged e when e.thresholdAfter() == 0 -> {
                    write(rows);
                    ended(leaf, e.role());
                }
                default -> {} // nothing became current by it
            }
        }
        write(rows);
    }

    private void write(List<Object[]> rows) {
        BECAME.of(rows, jdbc);
        rows.clear();
    }

    private static Object[] became(
            IndexedLeaf leaf,
            RoleName role,
            Version version,
            Sha256 digest,
            long length,
            Instant expires) {
        return new Object[] {
            leaf.stream(),
            role.value(),
            leaf.index(),
            leaf.at().atOffset(ZoneOffset.UTC),
            version.number(),
            digest.bytes().toArray(),
            length,
            expires.atOffset(ZoneOffset.UTC)
        };
    }

    /**
     * @param role for which nobody may sign any more; null for all there were
     */
    private void ended(IndexedLeaf leaf, @Nullable RoleName role) {
        jdbc.update(
                """
                insert into tabellion.collection_history (collection, role, leaf_index, at)
                select distinct collection, role, ?::bigint, ?::timestamptz
                from tabellion.collection_history
                where collection = ? and role = coalesce(?::text, role)
                """,
                leaf.index(),
                leaf.at().atOffset(ZoneOffset.UTC),
                leaf.stream(),
                role == null ? null : role.value());
    }
}
