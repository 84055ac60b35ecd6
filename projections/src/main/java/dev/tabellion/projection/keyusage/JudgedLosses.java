package dev.tabellion.projection.keyusage;

import dev.tabellion.detection.Finding;
import dev.tabellion.detection.Subject;
import dev.tabellion.keyusage.MissingKey;
import dev.tabellion.keyusage.Reconciliation;
import dev.tabellion.tuf.KeyId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Tells of each key that the signer missed. */
record JudgedLosses(JdbcTemplate jdbc) {
    private static final String TRUSTED =
            """
            exists (select from tabellion.key_trusted t where t.until is null
                and t.key = %1$s.key and t.collection = %1$s.gun and t.role = %1$s.role)
            """;
    private static final String NEXT =
            """
            select k.*, (%s) as trusted,
                (select count(*) from tabellion.key_missing o
                    where o.number <= k.number and (%s) = (%s)
                        and o.at >= date_trunc('hour', k.at, 'UTC')
                        and o.at < date_trunc('hour', k.at, 'UTC') + interval '1 hour') as nth
            from tabellion.key_missing k where k.number > ? order by k.number limit ?
            """
                    .formatted(
                            TRUSTED.formatted("k"), TRUSTED.formatted("o"), TRUSTED.formatted("k"));

    /** The number of the last that was judged. */
    long after(long number, int most, long leaf, List<Finding> findings) {
        long[] last = {number};
        jdbc.query(
                NEXT,
                row -> {
                    last[0] = row.getLong("number");
                    MissingKey missing = missing(row);
                    findings.add(
                            Finding.of(
                                    Reconciliation.DELETED.card(),
                                    new Subject(
                                            Subject.Kind.COLLECTION, missing.place().gun().value()),
                                    leaf,
                                    missing.at(),
                                    Reconciliation.DELETED.judge(missing, row.getLong("nth"))));
                },
                number,
                most);
        return last[0];
    }

    private static MissingKey missing(ResultSet row) throws SQLException {
        return new MissingKey(
                new KeyId(row.getString("key")),
                StoredPlace.of(row),
                row.getLong("entry"),
                StoredTime.of(row, "at"),
                row.getString("gone_from"),
                row.getBoolean("trusted"));
    }
}
