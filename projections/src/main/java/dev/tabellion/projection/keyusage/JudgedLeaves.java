package dev.tabellion.projection.keyusage;

import dev.tabellion.collection.Gun;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.Finding;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.Subject;
import dev.tabellion.keyusage.Journalled;
import dev.tabellion.keyusage.ManagedSignature;
import dev.tabellion.keyusage.Met;
import dev.tabellion.keyusage.Reconciliation;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/**
 * Judges what leaves tell of managed keys by the journal, which was read to its end after the
 * leaves were taken up: whatever the signer answered before stands in it.
 */
record JudgedLeaves(JdbcTemplate jdbc, JudgedTrust trusted) {
    private static final RuleCard UNLEDGERED = Reconciliation.UNLEDGERED.card();
    private static final RuleCard GAP = Reconciliation.GAP.card();
    private static final String JOURNAL =
            """
            j.key as j_key, j.entry, j.at, j.peer, j.gun, j.life, j.role, j.file, j.base, j.vouches,
            j.expires, j.renewed
            """;
    private static final String RECORDED =
            """
            select l.key as m_key, l.gun as m_gun, l.role as m_role, l.version, l.payload,
                l.leaf_index, l.at as m_at, l.entry as m_entry, %s
            from tabellion.signature_logged l
            left join tabellion.signature_journalled j using (key, version, payload)
            where l.leaf_index >= ? and l.leaf_index < ?
                and (j.key is null or j.gun <> l.gun or j.role <> l.role or j.entry <> l.entry)
            order by l.leaf_index
            """
                    .formatted(JOURNAL);
    private static final String PUBLISHED =
            """
            select l.key as m_key, p.gun as m_gun, p.role as m_role, p.version, p.payload,
                p.leaf_index, p.at as m_at, p.file as m_file, %s
            from tabellion.signature_published p
            join tabellion.signature_logged l using (gun, role, version, payload)
            join tabellion.signature_journalled j using (key, version, payload)
            where p.leaf_index >= ? and p.leaf_index < ? and j.file <> p.file
            order by p.leaf_index
            """
                    .formatted(JOURNAL);
    private static final String UNTOLD =
            """
            select gun, role, version, leaf_index, at, file from tabellion.signature_published
            where leaf_index >= ? and leaf_index < ? and payload is null order by leaf_index
            """;
    private static final String SIGHTED =
            """
            select s.key as m_key, s.gun as m_gun, s.role as m_role, s.version, s.payload,
                s.leaf_index, s.at as m_at, s.seen_at, s.file as m_file, %s
            from tabellion.signature_sighted s join tabellion.key_journalled k using (key)
            left join tabellion.signature_journalled j using (key, version, payload)
            where s.leaf_index >= ? and s.leaf_index < ? and j.key is null
                and not (k.imported and k.gun = s.gun and k.role = s.role and exists (
                    select from tabellion.imported_version i
                    where i.gun = s.gun and i.role = s.role and i.version >= s.version))
            order by s.leaf_index
            """
                    .formatted(JOURNAL);

    JudgedLeaves(JdbcTemplate jdbc) {
        this(jdbc, new JudgedTrust(jdbc));
    }

    /** Those from one leaf to before another. */
    void between(long first, long end, List<Finding> findings) {
        signatures(RECORDED, JudgedLeaves::recorded, first, end, findings);
        signatures(PUBLISHED, JudgedLeaves::published, first, end, findings);
        signatures(SIGHTED, JudgedLeaves::sighted, first, end, findings);
        untold(first, end, findings);
        trusted.between(first, end, findings);
    }

    private void signatures(
            String question, RowMapper<Met> met, long first, long end, List<Finding> findings) {
        jdbc.query(
                question,
                row -> {
                    ManagedSignature signature = signature(row);
                    Met where = met.mapRow(row, 0);
                    Journalled journalled = journalled(row);
                    Reconciliation.UNLEDGERED
                            .judge(signature, where, journalled)
                            .map(clue -> finding(UNLEDGERED, signature.gun(), where, clue))
                            .ifPresent(findings::add);
                    Reconciliation.GAP
                            .judge(signature, where, journalled)
                            .map(clue -> finding(GAP, signature.gun(), where, clue))
                            .ifPresent(findings::add);
                },
                first,
                end);
    }

    private static ManagedSignature signature(ResultSet row) throws SQLException {
        return new ManagedSignature(
                new KeyId(row.getString("m_key")),
                new Gun(row.getString("m_gun")),
                new RoleName(row.getString("m_role")),
                new Version(row.getInt("version")),
                StoredDigest.of(row, "payload"));
    }

    private static @Nullable Journalled journalled(ResultSet row) throws SQLException {
        return row.getString("j_key") == null ? null : JournalledRow.of(row);
    }

    private static Met recorded(ResultSet row, int at) throws SQLException {
        return new Met.Recorded(
                row.getLong("leaf_index"), StoredTime.of(row, "m_at"), row.getLong("m_entry"));
    }

    private static Met published(ResultSet row, int at) throws SQLException {
        return new Met.Published(
                row.getLong("leaf_index"),
                StoredTime.of(row, "m_at"),
                StoredDigest.of(row, "m_file"));
    }

    private static Met sighted(ResultSet row, int at) throws SQLException {
        return new Met.Sighted(
                row.getLong("leaf_index"),
                StoredTime.of(row, "m_at"),
                StoredDigest.of(row, "m_file"),
                StoredTime.of(row, "seen_at"));
    }

    private void untold(long first, long end, List<Finding> findings) {
        jdbc.query(
                UNTOLD,
                row -> {
                    Met.Published met =
                            new Met.Published(
                                    row.getLong("leaf_index"),
                                    StoredTime.of(row, "at"),
                                    StoredDigest.of(row, "file"));
                    Clue clue =
                            Reconciliation.UNLEDGERED.untold(
                                    new RoleName(row.getString("role")),
                                    new Version(row.getInt("version")),
                                    met);
                    findings.add(finding(UNLEDGERED, new Gun(row.getString("gun")), met, clue));
                },
                first,
                end);
    }

    private static Finding finding(RuleCard rule, Gun gun, Met met, Clue clue) {
        Subject subject = new Subject(Subject.Kind.COLLECTION, gun.value());
        return Finding.of(rule, subject, met.leaf(), met.at(), clue);
    }
}
