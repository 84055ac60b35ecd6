package dev.tabellion.projection.forensics;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.projection.audit.AuditIndex;
import dev.tabellion.projection.forensics.FoundSignature.Served;
import dev.tabellion.projection.keyusage.StoredDigest;
import dev.tabellion.projection.keyusage.StoredTime;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What a key signed: a managed one by the journal, a publisher's by what was published, one that
 * was imported by both; and whatever was seen of it outside that neither tells of, which is the
 * very proof that it was stolen.
 */
record StoredSignatures(JdbcTemplate jdbc, PublishedSignatures published, SightedOutside sighted) {
    private static final String MANAGED =
            """
            select j.gun, j.role, j.version, j.file, j.at, j.expires, j.entry, p.leaf_index,
                (select min(s.leaf_index) from tabellion.signature_sighted s
                    where (s.key, s.version, s.payload) = (j.key, j.version, j.payload)) as sighted
            from tabellion.signature_journalled j
            left join tabellion.signature_published p
                on (p.gun, p.role, p.version) = (j.gun, j.role, j.version)
                and p.payload = j.payload
            where j.key = ? and j.at >= ? and j.at < ? order by j.number limit ?
            """;

    StoredSignatures(JdbcTemplate jdbc, AuditIndex index) {
        this(jdbc, new PublishedSignatures(jdbc, index), new SightedOutside(jdbc));
    }

    /** In the order in which they were signed. */
    List<SignedDocument> of(
            KeyId key,
            @Nullable KeyBirth birth,
            Instant from,
            Instant until,
            int most,
            Instant now) {
        List<FoundSignature> found = new ArrayList<>();
        if (birth == null) {
            found.addAll(published.of(key, from, until, most));
        } else {
            found.addAll(managed(key, from, until, most));
            if (birth.imported()) {
                found.addAll(published.imported(key, from, until, most));
            }
        }
        Set<Sha256> told = new HashSet<>();
        found.forEach(each -> told.add(each.file()));
        sighted.of(key, from, most).stream()
                .filter(each -> !told.contains(each.file()))
                .forEach(found::add);
        found.sort(Comparator.comparing(FoundSignature::at));
        if (found.size() > most) {
            found.subList(most, found.size()).clear();
        }
        Map<Served, Sha256> served = served(found);
        return found.stream().map(each -> each.reaching(served, now)).toList();
    }

    private List<FoundSignature> managed(KeyId key, Instant from, Instant until, int most) {
        return jdbc.query(
                MANAGED,
                (row, _) ->
                        new FoundSignature(
                                new Gun(row.getString("gun")),
                                new RoleName(row.getString("role")),
                                new Version(row.getInt("version")),
                                StoredDigest.of(row, "file"),
                                null,
                                row.getObject("leaf_index", Long.class),
                                row.getLong("entry"),
                                row.getObject("sighted", Long.class),
                                StoredTime.of(row, "at"),
                                StoredTime.of(row, "expires")),
                key.value(),
                from.atOffset(ZoneOffset.UTC),
                until.atOffset(ZoneOffset.UTC),
                most);
    }

    private Map<Served, Sha256> served(List<FoundSignature> found) {
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
                            StoredDigest.of(row, "sha256"));
                },
                (Object) guns.toArray(String[]::new));
        return served;
    }
}
