package dev.tabellion.projection.keyusage;

import dev.tabellion.collection.CollectionEvent.CollectionDeleted;
import dev.tabellion.collection.CollectionEvent.RoleKeysChanged;
import dev.tabellion.tuf.KeyId;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whose signatures count for what, from which leaf on and until which. */
record KeysTrusted(JdbcTemplate jdbc) {
    private static final String BEGINS =
            """
            insert into tabellion.key_trusted (collection, delegator, role, key, since_leaf, since,
                threshold, imported)
            values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
            """;
    private static final String ENDS =
            """
            update tabellion.key_trusted set until_leaf = ?, until = ?
            where collection = ? and until_leaf is null and since_leaf < ?
            """;

    /** An import tells of keys first, then of the documents that say so. */
    private static final String IMPORTED =
            """
            select name = 'metadata-imported' from tabellion.event
            where collection = ? and sequence > ?
                and name not in ('role-keys-changed', 'managed-key-retired')
            order by sequence limit 1
            """;

    private static final String THRESHOLD =
            """
            update tabellion.key_trusted set threshold = ?
            where collection = ? and delegator = ? and role = ? and until_leaf is null
            """;

    void add(List<UsedLeaf> leaves) {
        for (UsedLeaf leaf : leaves) {
            switch (leaf.event()) {
                case RoleKeysChanged e -> changed(leaf, e);
                case CollectionDeleted _ -> allEnd(leaf);
                default -> {} // changes nobody's keys
            }
        }
    }

    private void changed(UsedLeaf leaf, RoleKeysChanged event) {
        Set<KeyId> after = new HashSet<>(event.keysAfter());
        Set<KeyId> before = new HashSet<>(event.keysBefore());
        for (KeyId key : before) {
            if (!after.contains(key)) {
                jdbc.update(
                        ENDS + " and delegator = ? and role = ? and key = ?",
                        leaf.index(),
                        time(leaf),
                        leaf.stream(),
                        leaf.index(),
                        event.delegator().value(),
                        event.role().value(),
                        key.value());
            }
        }
        boolean imported = !before.containsAll(after) && isImported(leaf);
        for (KeyId key : after) {
            if (!before.contains(key)) {
                jdbc.update(
                        BEGINS,
                        leaf.stream(),
                        event.delegator().value(),
                        event.role().value(),
                        key.value(),
                        leaf.index(),
                        time(leaf),
                        event.thresholdAfter(),
                        imported);
            }
        }
        if (event.thresholdBefore() != event.thresholdAfter() && event.thresholdAfter() > 0) {
            jdbc.update(
                    THRESHOLD,
                    event.thresholdAfter(),
                    leaf.stream(),
                    event.delegator().value(),
                    event.role().value());
        }
    }

    private boolean isImported(UsedLeaf leaf) {
        return jdbc.query(IMPORTED, (row, _) -> row.getBoolean(1), leaf.stream(), leaf.sequence())
                .contains(true);
    }

    private void allEnd(UsedLeaf leaf) {
        jdbc.update(ENDS, leaf.index(), time(leaf), leaf.stream(), leaf.index());
    }

    private static OffsetDateTime time(UsedLeaf leaf) {
        return leaf.at().atOffset(ZoneOffset.UTC);
    }
}
