package dev.tabellion.projection.keyusage;

import dev.tabellion.collection.CollectionEvent.ManagedKeyCreated;
import dev.tabellion.collection.CollectionEvent.ManagedKeyImported;
import dev.tabellion.collection.CollectionEvent.ManagedKeyRetired;
import dev.tabellion.collection.CollectionEvent.ManagedKeyRotationStaged;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the record tells of the lives of managed keys. */
record KeysLogged(JdbcTemplate jdbc) {
    private static final String INSERT =
            """
            insert into tabellion.key_logged (key, leaf_index, at, gun, life, role, what)
            values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
            """;

    void add(List<UsedLeaf> leaves) {
        List<Object[]> rows = new ArrayList<>();
        for (UsedLeaf leaf : leaves) {
            switch (leaf.event()) {
                case ManagedKeyCreated e ->
                        rows.add(row(leaf, e.role(), e.life(), e.key().id(), "born"));
                case ManagedKeyRotationStaged e ->
                        rows.add(row(leaf, e.role(), e.life(), e.key().id(), "staged"));
                case ManagedKeyImported e ->
                        rows.add(row(leaf, e.role(), e.life(), e.key().id(), "imported"));
                case ManagedKeyRetired e ->
                        rows.add(row(leaf, e.role(), e.life(), e.key(), "retired"));
                default -> {} // tells of no managed key's life
            }
        }
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(INSERT, rows);
        }
    }

    private static Object[] row(UsedLeaf leaf, RoleName role, int life, KeyId key, String what) {
        return new Object[] {
            key.value(),
            leaf.index(),
            leaf.at().atOffset(ZoneOffset.UTC),
            leaf.stream(),
            life,
            role.value(),
            what
        };
    }
}
