package dev.tabellion.projection.forensics;

import dev.tabellion.collection.Gun;
import dev.tabellion.forensics.Trust;
import dev.tabellion.projection.audit.AuditIndex;
import dev.tabellion.tuf.KeyId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Tells of one key what the journal, the record and the index know. Bounded: what is more than it
 * tells, it says.
 *
 * <p>Throws {@link org.springframework.dao.DataAccessException} if the store does not answer.
 */
public final class KeyReports {
    /** Of documents in one report. */
    public static final int MOST_SIGNATURES = 20_000;

    private static final int MOST_TRUSTS = 20_000;
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    private final JdbcTemplate jdbc;
    private final AuditIndex index;
    private final StoredKeys keys;
    private final StoredSignatures signatures;
    private final ChangedTargets targets;
    private final InstantSource clock;

    public KeyReports(DataSource reads, InstantSource clock) {
        this.jdbc = new JdbcTemplate(reads);
        this.index = new AuditIndex(reads);
        this.keys = new StoredKeys(jdbc);
        this.signatures = new StoredSignatures(jdbc, index);
        this.targets = new ChangedTargets(jdbc);
        this.clock = clock;
    }

    /** Null if nobody ever heard of the key. */
    public @Nullable KeyReport report(KeyId key) {
        KeyBirth birth = keys.birth(key);
        List<KeyEvent> life = keys.life(key);
        List<Trust> trusts = keys.trusts(key, KeyReport.MOST);
        if (birth == null && life.isEmpty() && trusts.isEmpty()) {
            return null;
        }
        List<SignedDocument> all =
                signatures.of(
                        key, birth != null, Instant.EPOCH, LAST, MOST_SIGNATURES, clock.instant());
        KeyWork work = birth != null ? keys.work(key) : work(all);
        return new KeyReport(key, birth, life, work, trusts, bearers(all));
    }

    private static KeyWork work(List<SignedDocument> all) {
        return new KeyWork(
                all.size(),
                all.isEmpty() ? null : all.getFirst().at(),
                all.isEmpty() ? null : all.getLast().at(),
                new TreeMap<>(),
                0);
    }

    private static List<Bearer> bearers(List<SignedDocument> all) {
        return all.stream()
                .filter(each -> each.reach() == Reach.CURRENT)
                .map(
                        each ->
                                new Bearer(
                                        each.gun(),
                                        each.role(),
                                        each.version(),
                                        each.file(),
                                        each.expires()))
                .limit(KeyReport.MOST)
                .toList();
    }

    /** Null if nobody ever heard of the key. */
    public @Nullable CompromiseReport compromise(KeyId key, Instant from, Instant until) {
        long size = index.size();
        KeyBirth birth = keys.birth(key);
        List<Trust> trusts = keys.trusts(key, MOST_TRUSTS);
        if (birth == null && trusts.isEmpty()) {
            return null;
        }
        List<SignedDocument> signed =
                signatures.of(key, birth != null, from, until, MOST_SIGNATURES, clock.instant());
        return new CompromiseReport(
                key,
                from,
                until,
                birth,
                signed,
                targets.by(signed),
                trusts,
                good(signed),
                signed.size() < MOST_SIGNATURES && trusts.size() < MOST_TRUSTS,
                size);
    }

    private List<GoodPosition> good(List<SignedDocument> signed) {
        Map<Gun, Long> first = new LinkedHashMap<>();
        for (SignedDocument document : signed) {
            if (document.leaf() != null) {
                first.merge(document.gun(), document.leaf(), Math::min);
            }
        }
        Map<Gun, GoodPosition> served = served(first);
        List<GoodPosition> good = new ArrayList<>();
        first.forEach(
                (gun, leaf) ->
                        good.add(
                                served.getOrDefault(
                                        gun, new GoodPosition(gun, leaf - 1, null, null))));
        return good;
    }

    private Map<Gun, GoodPosition> served(Map<Gun, Long> first) {
        Collection<Long> leaves = first.values();
        Map<Gun, GoodPosition> served = new HashMap<>();
        jdbc.query(
                """
                select asked.collection, asked.leaf, before.sha256, before.at
                from unnest(?::text[], ?::bigint[]) as asked (collection, leaf)
                cross join lateral (
                    select sha256, at from tabellion.collection_history h
                    where h.collection = asked.collection and h.role = 'timestamp'
                        and h.leaf_index < asked.leaf
                    order by h.leaf_index desc limit 1) as before
                where before.sha256 is not null
                """,
                row -> {
                    Gun gun = new Gun(row.getString("collection"));
                    served.put(
                            gun,
                            new GoodPosition(
                                    gun,
                                    row.getLong("leaf") - 1,
                                    StoredKeys.digest(row, "sha256"),
                                    StoredKeys.time(row, "at")));
                },
                first.keySet().stream().map(Gun::value).toArray(String[]::new),
                leaves.toArray(Long[]::new));
        return served;
    }
}
