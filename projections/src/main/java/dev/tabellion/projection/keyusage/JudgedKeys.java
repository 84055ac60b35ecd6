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
import java.util.Optional;
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
            where k.number > ? and k.number <= ? order by k.number
            """
                    .formatted(NAMED);
    private static final String OLD =
            """
            select k.*, (%s) as named, 0 as nth from tabellion.key_journalled k
            where k.number > ? and k.number <= ? order by k.number
            """
                    .formatted(NAMED);
    private static final String STAGINGS =
            "(select * from tabellion.key_logged where what = 'staged')";
    private static final String STAGED =
            """
            select k.*, (%s or exists (select from tabellion.key_logged r
                    where r.key = k.key and r.what = 'retired')) as named
            from tabellion.key_logged k
            where k.what = 'staged' and k.leaf_index >= ? and k.leaf_index <= ?
            order by k.leaf_index
            """
                    .formatted(NAMED);

    /** A key, in its place in the order in which they were read. */
    private record Read(long number, BornKey key, boolean counts, int nth) {
        static Read of(ResultSet row) throws SQLException {
            return new Read(
                    row.getLong("number"),
                    new BornKey(
                            new KeyId(row.getString("key")),
                            StoredPlace.of(row),
                            row.getLong("entry"),
                            StoredTime.of(row, "at"),
                            row.getString("peer")),
                    !row.getBoolean("named") && !row.getBoolean("imported"),
                    row.getInt("nth"));
        }
    }

    /** How many were made for one collection; the number of the last that was judged. */
    long newOnes(long number, int most, Instant now, long leaf, List<Finding> findings) {
        long last = journalled("read_at").last(number, now.minus(grace), most);
        List<Read> read = read(NEW, number, last);
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
        return last;
    }

    /** Those that a root should have named by now; the number of the last that was judged. */
    long oldOnes(long number, int most, Instant now, long leaf, List<Finding> findings) {
        // by the signer's clock, but for one that tells of a day to come
        Ripe born = journalled("least(at, read_at)");
        long last = born.last(number, now.minus(KeyCreatedWithoutRoot.GIVEN), most);
        List<Read> read = read(OLD, number, last);
        for (Read each : read) {
            Reconciliation.WITHOUT_ROOT
                    .judge(each.key(), !each.counts())
                    .map(
                            clue ->
                                    finding(
                                            Reconciliation.WITHOUT_ROOT.card(),
                                            each.key(),
                                            leaf,
                                            clue))
                    .ifPresent(findings::add);
        }
        return last;
    }

    private Ripe journalled(String time) {
        return new Ripe(jdbc, "tabellion.key_journalled", "number", time);
    }

    private List<Read> read(String question, long number, long last) {
        return jdbc.query(question, (row, _) -> Read.of(row), number, last);
    }

    /** Successors that a root should have named by now; the leaf from which to go on. */
    long staged(long leaf, int most, Instant now, List<Finding> findings) {
        long last =
                new Ripe(jdbc, STAGINGS, "leaf_index", "at")
                        .last(leaf - 1, now.minus(KeyRotatedUnpublished.GIVEN), most);
        jdbc.query(
                STAGED,
                row -> {
                    staged(row).ifPresent(findings::add);
                },
                leaf,
                last);
        return last + 1;
    }

    private static Optional<Finding> staged(ResultSet row) throws SQLException {
        var staged =
                new KeyRotatedUnpublished.Staged(
                        new KeyId(row.getString("key")),
                        StoredPlace.of(row),
                        row.getLong("leaf_index"),
                        StoredTime.of(row, "at"));
        return Reconciliation.ROTATED
                .judge(staged, row.getBoolean("named"))
                .map(
                        clue ->
                                Finding.of(
                                        Reconciliation.ROTATED.card(),
                                        subject(staged.place().gun()),
                                        staged.leaf(),
                                        staged.at().plus(KeyRotatedUnpublished.GIVEN),
                                        clue));
    }

    private static Finding finding(RuleCard rule, BornKey key, long leaf, Clue clue) {
        return Finding.of(rule, subject(key.place().gun()), leaf, key.at(), clue);
    }

    private static Subject subject(Gun gun) {
        return new Subject(Subject.Kind.COLLECTION, gun.value());
    }
}
