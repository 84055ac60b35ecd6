package dev.tabellion.projection.keyusage;

import dev.tabellion.detection.Finding;
import dev.tabellion.detection.Subject;
import dev.tabellion.keyusage.MissingKey;
import dev.tabellion.keyusage.Reconciliation;
import dev.tabellion.tuf.KeyId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Tells of each key that the signer missed. */
record JudgedLosses(JdbcTemplate jdbc) {
    /**
     * How long the log may take to tell who trusts a key: whom nobody knows of counts as trusted.
     */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final String NEXT =
            """
            select k.number, k.entry, k.key, k.gun, k.life, k.role, k.gone_from,
                least(k.at, k.read_at) as at,
                exists (select from tabellion.key_trusted t
                    where t.key = k.key and t.collection = k.gun and t.role = k.role
                        and t.since <= greatest(k.at, k.read_at)
                        and (t.until is null or t.until > least(k.at, k.read_at))) as trusted,
                o.nth, o.repeated
            from tabellion.key_missing k, lateral (
                select count(distinct o.key) as nth,
                    coalesce(bool_or(o.key = k.key and o.number < k.number), false) as repeated
                from tabellion.key_missing o
                where o.gun = k.gun and o.number <= k.number
                    and o.at >= date_trunc('hour', k.at, 'UTC')
                    and o.at < date_trunc('hour', k.at, 'UTC') + interval '1 hour') o
            where k.number > ? and k.number <= ? order by k.number
            """;

    /**
     * The number of the last that was judged.
     *
     * @param isKnown whether the log has told of all that happened until now
     */
    long after(
            long number,
            int most,
            Instant now,
            boolean isKnown,
            long leaf,
            List<Finding> findings) {
        long last =
                new Ripe(jdbc, "tabellion.key_missing", "number", "read_at")
                        .last(number, isKnown ? now : now.minus(PATIENCE), most);
        jdbc.query(
                NEXT,
                row -> {
                    MissingKey missing = missing(row, !isKnown);
                    findings.add(
                            Finding.of(
                                    Reconciliation.DELETED.card(),
                                    new Subject(
                                            Subject.Kind.COLLECTION, missing.place().gun().value()),
                                    leaf,
                                    missing.at(),
                                    Reconciliation.DELETED.judge(
                                            missing,
                                            row.getLong("nth"),
                                            row.getBoolean("repeated"))));
                },
                number,
                last);
        return last;
    }

    private static MissingKey missing(ResultSet row, boolean isTrustUnknown) throws SQLException {
        return new MissingKey(
                new KeyId(row.getString("key")),
                StoredPlace.of(row),
                row.getLong("entry"),
                StoredTime.of(row, "at"),
                row.getString("gone_from"),
                row.getBoolean("trusted") || isTrustUnknown);
    }
}
