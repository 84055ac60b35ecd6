package dev.tabellion.projection.forensics;

import dev.tabellion.forensics.Trust;
import dev.tabellion.projection.audit.AuditIndex;
import dev.tabellion.projection.audit.People;
import dev.tabellion.projection.document.DocumentTable;
import dev.tabellion.tuf.KeyId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
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

    private final AuditIndex index;
    private final StoredKeys keys;
    private final StoredSignatures signatures;
    private final SignedChanges changes;
    private final StoredPositions positions;
    private final StoredFetches fetches;
    private final InstantSource clock;

    public KeyReports(DataSource reads, InstantSource clock) {
        this(reads, clock, SignedChanges.MOST_BYTES);
    }

    /**
     * @param mostBytes of documents that are read for one report
     */
    public KeyReports(DataSource reads, InstantSource clock, long mostBytes) {
        JdbcTemplate jdbc = new JdbcTemplate(reads);
        this.index = new AuditIndex(reads);
        this.keys = new StoredKeys(jdbc);
        this.signatures = new StoredSignatures(jdbc, index);
        this.changes = new SignedChanges(new StoredMetadata(new DocumentTable(jdbc)), mostBytes);
        this.positions = new StoredPositions(jdbc);
        this.fetches = new StoredFetches(new CountedFetches(jdbc, index), new People(jdbc));
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
                signatures.of(key, birth, Instant.EPOCH, LAST, MOST_SIGNATURES, clock.instant());
        KeyWork work = birth != null ? keys.work(key) : work(all);
        return new KeyReport(key, birth, life, keys.losses(key), work, trusts, bearers(all));
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
                signatures.of(key, birth, from, until, MOST_SIGNATURES, clock.instant());
        SignedChanges.Found changed = changes.by(signed);
        boolean listed = signed.size() < MOST_SIGNATURES && trusts.size() < MOST_TRUSTS;
        return new CompromiseReport(
                key,
                from,
                until,
                birth,
                signed,
                changed.changes(),
                trusts,
                positions.good(signed),
                positions.republications(signed),
                fetches.of(signed),
                listed && changed.isWhole(),
                size);
    }
}
