package dev.tabellion.projection.forensics;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.projection.keyusage.StoredDigest;
import dev.tabellion.projection.keyusage.StoredTime;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Where documents stood, and from when until when. */
public final class Whereabouts {
    private static final String STOOD =
            """
            select h.collection, h.role, h.version, h.sha256, h.leaf_index, h.at,
                (select min(after.at) from tabellion.collection_history after
                    where after.collection = h.collection and after.role = h.role
                        and after.leaf_index > h.leaf_index) as until
            from tabellion.log_leaf l join tabellion.event e using (global_index)
            join tabellion.collection_history h
                on h.collection = e.collection and h.leaf_index = l.leaf_index
            where l.leaf_index = any(?) and h.sha256 is not null
                and (?::bytea is null or h.sha256 = ?)
            order by h.leaf_index
            """;

    private final JdbcTemplate jdbc;

    public Whereabouts(DataSource reads) {
        this.jdbc = new JdbcTemplate(reads);
    }

    /**
     * What became current with these leaves.
     *
     * @param digest the only one that is wanted; null for any
     */
    public List<Stand> at(@Nullable Sha256 digest, List<Long> leaves) {
        byte @Nullable [] raw = digest == null ? null : digest.bytes().toArray();
        return jdbc.query(
                STOOD,
                (row, _) ->
                        new Stand(
                                new Gun(row.getString("collection")),
                                new RoleName(row.getString("role")),
                                new Version(row.getInt("version")),
                                StoredDigest.of(row, "sha256"),
                                row.getLong("leaf_index"),
                                StoredTime.of(row, "at"),
                                StoredTime.ifThere(row, "until")),
                leaves.toArray(Long[]::new),
                raw,
                raw);
    }
}
