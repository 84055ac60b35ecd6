package dev.tabellion.projection.forensics;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.json.PlainJsonReader;
import dev.tabellion.projection.audit.AuditFilter;
import dev.tabellion.projection.audit.AuditIndex;
import dev.tabellion.projection.audit.AuditPage;
import dev.tabellion.projection.audit.Direction;
import dev.tabellion.projection.audit.TermKind;
import dev.tabellion.projection.keyusage.StoredTime;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What was published, here or at the server that a collection came from, with a key's signature.
 */
record PublishedSignatures(JdbcTemplate jdbc, AuditIndex index) {
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");
    private static final String PUBLICATION = "metadata-published";
    private static final String IMPORT = "metadata-imported";
    private static final String LEAVES =
            """
            select l.leaf_index, e.collection, e.occurred_at, e.payload
            from tabellion.log_leaf l join tabellion.event e using (global_index)
            where l.leaf_index = any(?) order by l.leaf_index
            """;

    List<FoundSignature> of(KeyId key, Instant from, Instant until, int most) {
        List<FoundSignature> found = found(key, PUBLICATION, from, until, most);
        found.addAll(imported(key, from, until, most - found.size()));
        return found;
    }

    /** What other servers published: within the time of theirs, not of the import. */
    List<FoundSignature> imported(KeyId key, Instant from, Instant until, int most) {
        List<FoundSignature> found = found(key, IMPORT, Instant.EPOCH, LAST, most);
        found.removeIf(each -> each.at().isBefore(from) || !each.at().isBefore(until));
        return found;
    }

    private List<FoundSignature> found(
            KeyId key, String kind, Instant from, Instant until, int most) {
        if (most <= 0) {
            return new ArrayList<>();
        }
        Long[] leaves = leaves(key, kind, from, until, most).toArray(Long[]::new);
        List<FoundSignature> found =
                new ArrayList<>(jdbc.query(LEAVES, (row, _) -> found(row, key), (Object) leaves));
        found.removeIf(Objects::isNull);
        return found;
    }

    private List<Long> leaves(KeyId key, String kind, Instant from, Instant until, int most) {
        AuditFilter filter =
                new AuditFilter(
                        Map.of(TermKind.KEY, List.of(key.value()), TermKind.KIND, List.of(kind)),
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
    private static @Nullable FoundSignature found(ResultSet row, KeyId key) throws SQLException {
        PlainJsonReader event = PlainJsonReader.of(Bytes.of(row.getBytes("payload")));
        if (!event.texts("signedBy", KeyId::new).contains(key)) {
            return null;
        }
        String previous = event.textIfThere("previous");
        String imported = event.textIfThere("published");
        return new FoundSignature(
                new Gun(row.getString("collection")),
                new RoleName(event.text("role")),
                new Version(event.smallNumber("version")),
                new Sha256(event.text("digest")),
                previous == null ? null : new Sha256(previous),
                row.getLong("leaf_index"),
                null,
                null,
                imported == null ? StoredTime.of(row, "occurred_at") : Instant.parse(imported),
                Instant.parse(event.text("expires")));
    }
}
