package dev.tabellion.projection.keyusage;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent.Author;
import dev.tabellion.collection.CollectionEvent.MetadataImported;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.CollectionEvent.SignatureProduced;
import dev.tabellion.collection.CollectionEvent.SigningRequested;
import dev.tabellion.projection.rows.Insertion;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the record tells of signatures that were asked for, made and published. A transaction tells
 * them one after the other; where it begins in an earlier batch, its beginning is looked up.
 */
record SignaturesLogged(JdbcTemplate jdbc) {
    private static final Insertion PRODUCED =
            Insertion.into(
                    "tabellion.signature_logged",
                    "key text, version integer, payload bytea, leaf_index bigint,"
                            + " requested_leaf bigint, at timestamptz, gun text, role text,"
                            + " entry bigint",
                    "on conflict do nothing");
    private static final Insertion PUBLISHED =
            Insertion.into(
                    "tabellion.signature_published",
                    "leaf_index bigint, at timestamptz, gun text, role text, version integer,"
                            + " file bytea, payload bytea",
                    "on conflict do nothing");

    private static final String IMPORTED =
            """
            insert into tabellion.imported_version as known (gun, role, version) values (?, ?, ?)
            on conflict (gun, role) do update
                set version = greatest(known.version, excluded.version)
            """;

    /** More keys than a role of the server's ever has. */
    private static final int LOOK_BACK = 64;

    /** A document of the server's that is being told of. */
    private record Document(String gun, RoleName role, Version version) {}

    /** A role that another server signed for. */
    private record Imported(String gun, RoleName role) {}

    void add(List<UsedLeaf> leaves) {
        Map<Document, Long> requested = new HashMap<>();
        Map<Document, Sha256> signed = new HashMap<>();
        List<Object[]> produced = new ArrayList<>();
        List<Object[]> published = new ArrayList<>();
        Map<Imported, Integer> imported = new HashMap<>(); // no statement meets a row twice
        for (UsedLeaf leaf : leaves) {
            switch (leaf.event()) {
                case SigningRequested e ->
                        requested.put(
                                new Document(leaf.stream(), e.role(), e.version()), leaf.index());
                case SignatureProduced e -> {
                    Document document = new Document(leaf.stream(), e.role(), e.version());
                    signed.put(document, e.payload());
                    Long asked = requested.get(document);
                    produced.add(produced(leaf, e, asked == null ? requestOf(leaf) : asked));
                }
                case MetadataPublished e when e.author() == Author.SERVER -> {
                    Document document = new Document(leaf.stream(), e.role(), e.version());
                    Sha256 payload = signed.get(document);
                    published.add(
                            published(leaf, e, payload == null ? payloadOf(document) : payload));
                }
                case MetadataImported e ->
                        imported.merge(
                                new Imported(leaf.stream(), e.role()),
                                e.version().number(),
                                Math::max);
                default -> {} // tells of no signature by a managed key
            }
        }
        PRODUCED.of(produced, jdbc);
        PUBLISHED.of(published, jdbc);
        jdbc.batchUpdate(
                IMPORTED, imported.entrySet().stream().map(SignaturesLogged::imported).toList());
    }

    private static Object[] imported(Map.Entry<Imported, Integer> newest) {
        Imported of = newest.getKey();
        return new Object[] {of.gun(), of.role().value(), newest.getValue()};
    }

    private static Object[] produced(
            UsedLeaf leaf, SignatureProduced event, @Nullable Long requested) {
        return new Object[] {
            event.key().value(),
            event.version().number(),
            event.payload().bytes().toArray(),
            leaf.index(),
            requested,
            leaf.at().atOffset(ZoneOffset.UTC),
            leaf.stream(),
            event.role().value(),
            event.journalEntry()
        };
    }

    private static Object[] published(
            UsedLeaf leaf, MetadataPublished event, @Nullable Sha256 payload) {
        return new Object[] {
            leaf.index(),
            leaf.at().atOffset(ZoneOffset.UTC),
            leaf.stream(),
            event.role().value(),
            event.version().number(),
            event.digest().bytes().toArray(),
            payload == null ? null : payload.bytes().toArray()
        };
    }

    /** The newest request of the same stream before it, which is of the same transaction. */
    private @Nullable Long requestOf(UsedLeaf leaf) {
        return jdbc
                .query(
                        """
                        select l.leaf_index from tabellion.event e
                            join tabellion.log_leaf l using (global_index)
                        where e.collection = ? and e.sequence between ? and ?
                            and e.name = 'signing-requested' and l.leaf_index < ?
                        order by e.sequence desc limit 1
                        """,
                        (row, _) -> row.getLong(1),
                        leaf.stream(),
                        leaf.sequence() - LOOK_BACK,
                        leaf.sequence(),
                        leaf.index())
                .stream()
                .findFirst()
                .orElse(null);
    }

    private @Nullable Sha256 payloadOf(Document document) {
        return jdbc
                .query(
                        """
                        select payload from tabellion.signature_logged
                        where gun = ? and role = ? and version = ?
                        order by leaf_index desc limit 1
                        """,
                        (row, _) -> StoredDigest.of(row, 1),
                        document.gun(),
                        document.role().value(),
                        document.version().number())
                .stream()
                .findFirst()
                .orElse(null);
    }
}
