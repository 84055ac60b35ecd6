package dev.tabellion.projection.keyusage;

import dev.tabellion.detection.Clue;
import dev.tabellion.detection.Finding;
import dev.tabellion.detection.Subject;
import dev.tabellion.keyusage.Explanation;
import dev.tabellion.keyusage.Explanation.Sibling;
import dev.tabellion.keyusage.Interruption;
import dev.tabellion.keyusage.Journalled;
import dev.tabellion.keyusage.Orphan;
import dev.tabellion.keyusage.Reconciliation;
import dev.tabellion.keyusage.ReconciliationRule;
import dev.tabellion.keyusage.SignRateAnomaly;
import dev.tabellion.keyusage.UnpublishedSignature.Tally;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Judges what was signed by what the record tells of it, once the record had its time. In the order
 * in which the journal was read, and each once.
 */
final class JudgedSignatures {
    private static final String NEXT =
            """
            select j.*,
                exists (select from tabellion.signature_logged l
                    where (l.key, l.version, l.payload) = (j.key, j.version, j.payload)) as logged,
                exists (select from tabellion.signature_published p
                    where (p.gun, p.role, p.version) = (j.gun, j.role, j.version)
                        and p.payload = j.payload) as published
            from tabellion.signature_journalled j
            where j.number > ? and j.number <= ? order by j.number
            """;
    private static final String NTH_RENEWAL =
            """
            select count(*) from tabellion.signature_journalled
            where key = ? and renewed and at >= ? and at < ? and number <= ?
            """;

    private final JdbcTemplate jdbc;
    private final OrphanSetting setting;
    private final Duration grace;
    private final Ripe ripe;

    JudgedSignatures(JdbcTemplate jdbc, Duration grace) {
        this.jdbc = jdbc;
        this.setting = new OrphanSetting(jdbc, grace);
        this.grace = grace;
        this.ripe = new Ripe(jdbc, "tabellion.signature_journalled", "number", "read_at");
    }

    /** A use, with what the record tells of it. */
    private record Use(long number, Orphan use, boolean logged, boolean published) {
        static Use of(ResultSet row) throws SQLException {
            return new Use(
                    row.getLong("number"),
                    new Orphan(
                            new KeyId(row.getString("key")),
                            new Version(row.getInt("version")),
                            StoredDigest.of(row, "payload"),
                            JournalledRow.of(row)),
                    row.getBoolean("logged"),
                    row.getBoolean("published"));
        }

        Journalled journalled() {
            return use.journalled();
        }
    }

    /**
     * @param findings gets what is found
     * @return the number of the last that was judged
     */
    long after(long number, int most, Instant now, long leaf, List<Finding> findings) {
        long last = ripe.last(number, now.minus(grace), most);
        List<Use> uses = jdbc.query(NEXT, (row, _) -> Use.of(row), number, last);
        for (Use use : uses) {
            List<Finding> found = new ArrayList<>();
            if (use.journalled().renewed()) {
                add(found, Reconciliation.RATE_ANOMALY, use, leaf, judgedPace(use));
            }
            if (!use.published()) {
                unpublished(found, use, now, leaf);
            }
            findings.addAll(found);
        }
        return last;
    }

    private void unpublished(List<Finding> found, Use use, Instant now, long leaf) {
        Explanation explanation = use.logged() ? Explanation.TOLD : explained(use, now);
        if (explanation == null) {
            Clue clue = Reconciliation.UNREQUESTED.judge(use.use(), grace, now);
            add(found, Reconciliation.UNREQUESTED, use, leaf, clue);
            return;
        }
        if (setting.keep(use.number(), use.use(), explanation)) {
            Tally tally = setting.tally(use.use(), explanation);
            Clue clue =
                    Reconciliation.UNPUBLISHED.judge(use.use(), explanation, tally).orElse(null);
            add(found, Reconciliation.UNPUBLISHED, use, leaf, clue);
        }
    }

    private @Nullable Explanation explained(Use use, Instant now) {
        List<Sibling> siblings = setting.siblings(use.use());
        List<Interruption> interruptions = setting.interruptions(use.journalled().at(), now);
        return Explanation.of(use.use(), siblings, interruptions, grace);
    }

    private @Nullable Clue judgedPace(Use use) {
        Instant hour = use.journalled().at().truncatedTo(ChronoUnit.HOURS);
        Integer nth =
                jdbc.queryForObject(
                        NTH_RENEWAL,
                        Integer.class,
                        use.use().key().value(),
                        StoredTime.stored(hour),
                        StoredTime.stored(hour.plus(Duration.ofHours(1))),
                        use.number());
        return Reconciliation.RATE_ANOMALY
                .judge(
                        new SignRateAnomaly.Renewal(
                                use.use().key(), use.journalled(), nth == null ? 0 : nth))
                .orElse(null);
    }

    private static void add(
            List<Finding> found, ReconciliationRule rule, Use use, long leaf, @Nullable Clue clue) {
        if (clue != null) {
            Subject subject =
                    new Subject(Subject.Kind.COLLECTION, use.journalled().place().gun().value());
            found.add(Finding.of(rule.card(), subject, leaf, use.journalled().at(), clue));
        }
    }
}
