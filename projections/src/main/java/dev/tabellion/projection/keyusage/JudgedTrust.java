package dev.tabellion.projection.keyusage;

import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.Finding;
import dev.tabellion.detection.Subject;
import dev.tabellion.keyusage.KeyHijack;
import dev.tabellion.keyusage.Reconciliation;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Judges the keys that roots named for roles of the server's by whether its signer made them; those
 * that were replaced since as well, whenever it looks. What an import brought is judged as it
 * stands: what was over there before is nobody's doing here.
 */
record JudgedTrust(JdbcTemplate jdbc) {
    private static final String TRUSTED =
            """
            select t.collection, t.role as t_role, t.key, t.since_leaf, t.since, k.key as k_key,
                k.gun, k.life, k.role
            from tabellion.key_trusted t left join tabellion.key_journalled k using (key)
            where t.since_leaf >= ? and t.since_leaf < ?
                and t.delegator = 'root' and t.role in ('timestamp', 'snapshot')
                and (not t.imported or (t.until_leaf is null
                    and exists (select from tabellion.live_collection c
                        where c.collection = t.collection)))
            order by t.since_leaf
            """;

    /** Those that count from one leaf on to before another. */
    void between(long first, long end, List<Finding> findings) {
        jdbc.query(
                TRUSTED,
                row -> {
                    KeyHijack.Trusted trusted =
                            new KeyHijack.Trusted(
                                    new Gun(row.getString("collection")),
                                    new RoleName(row.getString("t_role")),
                                    new KeyId(row.getString("key")),
                                    row.getLong("since_leaf"),
                                    StoredTime.of(row, "since"));
                    @Nullable KeyPlace made =
                            row.getString("k_key") == null ? null : StoredPlace.of(row);
                    Optional<Clue> clue = Reconciliation.HIJACK.judge(trusted, made);
                    clue.ifPresent(
                            found ->
                                    findings.add(
                                            Finding.of(
                                                    Reconciliation.HIJACK.card(),
                                                    new Subject(
                                                            Subject.Kind.COLLECTION,
                                                            trusted.gun().value()),
                                                    trusted.sinceLeaf(),
                                                    trusted.since(),
                                                    found)));
                },
                first,
                end);
    }
}
