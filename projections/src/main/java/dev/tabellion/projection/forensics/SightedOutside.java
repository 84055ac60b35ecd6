package dev.tabellion.projection.forensics;

import dev.tabellion.collection.Gun;
import dev.tabellion.projection.keyusage.StoredDigest;
import dev.tabellion.projection.keyusage.StoredTime;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/** What was seen of a key outside that no journal of ours tells of. */
record SightedOutside(JdbcTemplate jdbc) {
    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    /** What was seen after the window may have been signed within it. */
    private static final String SIGHTED =
            """
            select distinct on (s.gun, s.role, s.version, s.payload) s.*
            from tabellion.signature_sighted s
            where s.key = ? and s.seen_at >= ? and not exists (
                select from tabellion.signature_journalled j
                where (j.key, j.version, j.payload) = (s.key, s.version, s.payload))
            order by s.gun, s.role, s.version, s.payload, s.leaf_index limit ?
            """;

    List<FoundSignature> of(KeyId key, Instant from, int most) {
        return jdbc.query(
                SIGHTED,
                (row, _) ->
                        new FoundSignature(
                                new Gun(row.getString("gun")),
                                new RoleName(row.getString("role")),
                                new Version(row.getInt("version")),
                                StoredDigest.of(row, "file"),
                                null,
                                null,
                                null,
                                row.getLong("leaf_index"),
                                StoredTime.of(row, "seen_at"),
                                Objects.requireNonNullElse(
                                        StoredTime.ifThere(row, "expires"), NEVER)),
                key.value(),
                from.atOffset(ZoneOffset.UTC),
                most);
    }
}
