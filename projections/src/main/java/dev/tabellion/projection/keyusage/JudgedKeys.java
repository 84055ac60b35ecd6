package dev.tabellion.projection.keyusage;

import dev.tabellion.collection.Gun;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.Finding;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.Subject;
import dev.tabellion.keyusage.BornKey;
import dev.tabellion.keyusage.KeyCreatedWithoutRoot;
import dev.tabellion.keyusage.KeyRotatedUnpublished;
import dev.tabellion.keyusage.Reconciliation;
import dev.tabellion.tuf.KeyId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Judges keys that were made by whether a root ever named them, once it had its time. */
record JudgedKeys(JdbcTemplate jdbc, Duration grace) {
    private static final String NAMED =
            """
            exists (select from tabellion.key_trusted t
                where t.key = k.key and t.collection = k.gun and t.role = k.role)
            """;
    private static final String NEW =
            """
            select k.*, (%s) as named,
                (select count(*) from tabellion.key_journalled o
                    where o.gun = k.gun and not o.imported and o.number <= k.number
                        and date_trunc('day', o.at, 'UTC') = date_trunc('day', k.at, 'UTC')
                        and not exists (select from tabellion.key_trusted t
                            where t.key = o.key and t.collection = o.gun and t.role = o.role)
                ) as nth
            from tabellion.key_journalled k
            where k.number > ? and k.read_at <= ? order by k.number limit ?
            """
                    .formatted(NAMED);
    private static final String OLD =
            """
            select k.*, (%s) as named, 0 as nth from tabellion.key_journalled k
            where k.number > ? and k.at <= ? order by k.number limit ?
            """
                    .formatted(NAMED);
    private static final String STAGED =
            """
            select k.*, (%s or exists (select from tabellion.key_logged r
                    where r.key = k.key and r.what = 'retired')) as named
            from tabellion.key_logged k
            where k.what = 'staged' and k.leaf_index >= ? and k.at <= ?
            order by k.leaf_index limit ?
            """
                    .formatted(NAMED);

    /** A key, in its place in the order in which they were read. */
    private record Read(long number, BornKey key, boolean counts, int nth) {
        static Read of(ResultSet row) throws SQLException {
            return new Read(
                    row.getLong("number"),
                    new BornKey(
                            new KeyId(row.getString("key")),
                            JournalledRow.place(row),
                            row.getLong("entry"),
                            StoredTime.of(row, "at"),
                            row.getString("peer")),
                    !row.getBoolean("named") && !row.getBoolean("imported"),
                    row.getInt("nth"));
        }
    }

    /** How many were made for one collection; the number of the last that was judged. */
    long newOnes(long number, int most, Instant now, long leaf, List<Finding> findings) {
        List<Read> read = read(NEW, number, now.minus(grace), most);
        for (Read each : read) {
            if (each.counts()) {
                Reconciliation.ENDPOINT_ABUSE
                        .judge(each.key(), each.nth())
                        .ifPresent(
                                clue ->
                                        findings.add(
                                                finding(
                                                        Reconciliation.ENDPOINT_ABUSE.card(),
                                                        each.key(),
                                                        leaf,
                                                        clue)));
            }
        }
        return read.isEmpty() ? number : read.getLast().number();
    }

    /** Those that a root should have named by now; the number of the last that was judged. */
    long oldOnes(long number, int most, Instant now, long leaf, List<Finding> findings) {
        List<Read> read = read(OLD, number, now.minus(KeyCreatedWithoutRoot.GIVEN), most);
        for (Read each : read) {
            if (each.counts()) {
                Clue clue = Reconciliation.WITHOUT_ROOT.judge(each.key());
                findings.add(finding(Reconciliation.WITHOUT_ROOT.card(), each.key(), leaf, clue));
            }
        }
        return read.isEmpty() ? number : read.getLast().number();
    }

    private List<Read> read(String question, long number, Instant until, int most) {
        return jdbc.query(
                question, (row, _) -> Read.of(row), number, StoredTime.stored(until), most);
    }

    /** Successors that a root should have named by now; the leaf from which to go on. */
    long staged(long leaf, int most, Instant now, List<Finding> findings) {
        long[] next = {leaf};
        jdbc.query(
                STAGED,
                row -> {
                    next[0] = row.getLong("leaf_index") + 1;
                    if (!row.getBoolean("named")) {
                        findings.add(staged(row));
                    }
                },
                leaf,
                StoredTime.stored(now.minus(KeyRotatedUnpublished.GIVEN)),
                most);
        return next[0];
    }

    private static Finding staged(ResultSet row) throws SQLException {
        var staged =
                new KeyRotatedUnpublished.Staged(
                        new KeyId(row.getString("key")),
                        JournalledRow.place(row),
                        row.getLong("leaf_index"),
                        StoredTime.of(row, "at"));
        return Finding.of(
                Reconciliation.ROTATED.card(),
                subject(staged.place().gun()),
                staged.leaf(),
                staged.at().plus(KeyRotatedUnpublished.GIVEN),
                Reconciliation.ROTATED.judge(staged));
    }

    private static Finding finding(RuleCard rule, BornKey key, long leaf, Clue clue) {
        return Finding.of(rule, subject(key.place().gun()), leaf, key.at(), clue);
    }

    private static Subject subject(Gun gun) {
        return new Subject(Subject.Kind.COLLECTION, gun.value());
    }
}
