package dev.tabellion.projection.forensics;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.PlainJsonReader;
import dev.tabellion.projection.audit.AuditFilter;
import dev.tabellion.projection.audit.AuditIndex;
import dev.tabellion.projection.audit.AuditPage;
import dev.tabellion.projection.audit.Direction;
import dev.tabellion.projection.audit.TermKind;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a key signed: a managed one by the journal, a publisher's by what was published. */
record StoredSignatures(JdbcTemplate jdbc, AuditIndex index) {
    private static final List<String> PUBLICATIONS =
            List.of("metadata-published", "metadata-imported");
    private static final String MANAGED =
            """
            select j.gun, j.role, j.version, j.file, j.at, j.expires, j.entry, p.leaf_index
            from tabellion.signature_journalled j
            left join tabellion.signature_published p
                on (p.gun, p.role, p.version) = (j.gun, j.role, j.version)
                and p.payload = j.payload
            where j.key = ? and j.at >= ? and j.at < ? order by j.number limit ?
            """;
    private static final String LEAVES =
            """
            select l.leaf_index, e.collection, e.occurred_at, e.payload
            from tabellion.log_leaf l join tabellion.event e using (global_index)
            where l.leaf_index = any(?) order by l.leaf_index
            """;

    /** A document before it is known whether clients can be shown it. */
    private record Found(
            Gun gun,
            RoleName role,
            Version version,
            Sha256 file,
            @Nullable Sha256 previous,
            @Nullable Long leaf,
            @Nullable Long entry,
            Instant at,
            Instant expires) {

        SignedDocument reaching(Map<Served, Sha256> served, Instant now) {
            return new SignedDocument(
                    gun,
                    role,
                    version,
                    file,
                    previous,
                    leaf,
                    entry,
                    at,
                    expires,
                    reach(served, now));
        }

        private Reach reach(Map<Served, Sha256> served, Instant now) {
            if (leaf != null && file.equals(served.get(new Served(gun, role)))) {
                return Reach.CURRENT;
            }
            if (!expires.isAfter(now)) {
                return Reach.EXPIRED;
            }
            return leaf == null ? Reach.AT_LARGE : Reach.UNEXPIRED;
        }
    }

    /** Where something is served. */
    private record Served(Gun gun, RoleName role) {}

    /** In the order in which they were signed. */
    List<SignedDocument> of(
            KeyId key, boolean managed, Instant from, Instant until, int most, Instant now) {
        List<Found> found =
                managed ? managed(key, from, until, most) : published(key, from, until, most);
        Map<Served, Sha256> served = served(found);
        return found.stream().map(each -> each.reaching(served, now)).toList();
    }

    private List<Found> managed(KeyId key, Instant from, Instant until, int most) {
        return jdbc.query(
                MANAGED,
                (row, _) ->
                        new Found(
                                new Gun(row.getString("gun")),
                                new RoleName(row.getString("role")),
                                new Version(row.getInt("version")),
                                StoredKeys.digest(row, "file"),
                                null,
                                row.getObject("leaf_index", Long.class),
                                row.getLong("entry"),
                                StoredKeys.time(row, "at"),
                                StoredKeys.time(row, "expires")),
                key.value(),
                from.atOffset(ZoneOffset.UTC),
                until.atOffset(ZoneOffset.UTC),
                most);
    }

    private List<Found> published(KeyId key, Instant from, Instant until, int most) {
        Long[] leaves = leaves(key, from, until, most).toArray(Long[]::new);
        List<Found> found =
                new ArrayList<>(jdbc.query(LEAVES, (row, _) -> found(row, key), (Object) leaves));
        found.removeIf(java.util.Objects::isNull);
        return found;
    }

    private List<Long> leaves(KeyId key, Instant from, Instant until, int most) {
        AuditFilter filter =
                new AuditFilter(
                        Map.of(TermKind.KEY, List.of(key.value()), TermKind.KIND, PUBLICATIONS),
                        from,
                        until,
                        0,
                        Long.MAX_VALUE - 1);
        List<Long> leaves = new ArrayList<>();
        @Nullable Long after = null;
        do {
            AuditPage page =
                    index.find(filter, Direction.OLDEST_FIRST, after, most - leaves.size());
            leaves.addAll(page.leaves());
            after = page.next();
        } while (after != null && leaves.size() < most);
        return leaves;
    }

    /** Null where the key is named for something else. */
    private static @Nullable Found found(ResultSet row, KeyId key) throws SQLException {
        PlainJsonReader event = PlainJsonReader.of(Bytes.of(row.getBytes("payload")));
        if (!event.texts("signedBy", KeyId::new).contains(key)) {
            return null;
        }
        String previous = event.textIfThere("previous");
        String imported = event.textIfThere("published");
        return new Found(
                new Gun(row.getString("collection")),
                new RoleName(event.text("role")),
                new Version(event.smallNumber("version")),
                new Sha256(event.text("digest")),
                previous == null ? null : new Sha256(previous),
                row.getLong("leaf_index"),
                null,
                imported == null ? StoredKeys.time(row, "occurred_at") : Instant.parse(imported),
                Instant.parse(event.text("expires")));
    }

    private Map<Served, Sha256> served(List<Found> found) {
        Set<String> guns = new HashSet<>();
        found.forEach(each -> guns.add(each.gun().value()));
        Map<Served, Sha256> served = new HashMap<>();
        jdbc.query(
                """
                select collection, role, sha256 from tabellion.current_document
                where collection = any(?)
                """,
                row -> {
                    served.put(
                            new Served(
                                    new Gun(row.getString("collection")),
                                    new RoleName(row.getString("role"))),
                            StoredKeys.digest(row, "sha256"));
                },
                (Object) guns.toArray(String[]::new));
        return served;
    }
}
