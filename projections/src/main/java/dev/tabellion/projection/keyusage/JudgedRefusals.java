package dev.tabellion.projection.keyusage;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.Finding;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.Subject;
import dev.tabellion.keyusage.Reconciliation;
import dev.tabellion.keyusage.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Judges what the signer refused: of each kind the first in an hour of the clock, for a place. */
record JudgedRefusals(JdbcTemplate jdbc, Duration grace) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<TreeMap<String, String>> FACTS = new TypeReference<>() {};

    private static final String NEXT =
            """
            select r.*,
                (select min(after.at) from tabellion.signature_published of
                    join tabellion.signature_published after
                        on after.gun = of.gun and after.role = of.role
                        and after.leaf_index > of.leaf_index
                    where of.file = r.base and of.gun = r.gun) as superseded
            from tabellion.signing_refused r
            where r.number > ? and r.number <= ? order by r.number
            """;
    private static final String EARLIER =
            """
            select exists (select from tabellion.signing_refused
                where gun is not distinct from ? and role is not distinct from ? and rule = ?
                    and at >= date_trunc('hour', ?::timestamptz, 'UTC') and number < ?
                    and at < date_trunc('hour', ?::timestamptz, 'UTC') + interval '1 hour')
            """;

    /** A refusal, in its place in the order in which they were read. */
    private record Read(long number, Refusal refusal) {}

    /** The number of the last that was judged. */
    long after(long number, int most, Instant now, long leaf, List<Finding> findings) {
        long last =
                new Ripe(jdbc, "tabellion.signing_refused", "number", "read_at")
                        .last(number, now.minus(grace), most);
        List<Read> read =
                jdbc.query(
                        NEXT,
                        (row, _) -> new Read(row.getLong("number"), refusal(row)),
                        number,
                        last);
        for (Read each : read) {
            List<Finding> found = judged(each.refusal(), leaf);
            if (!found.isEmpty() && !isRepeated(each)) {
                findings.addAll(found);
            }
        }
        return last;
    }

    private static List<Finding> judged(Refusal refusal, long leaf) {
        return List.of(
                        finding(
                                Reconciliation.POLICY_REFUSED.card(),
                                refusal,
                                leaf,
                                Reconciliation.POLICY_REFUSED.judge(refusal)),
                        finding(
                                Reconciliation.RATE_ANOMALY.card(),
                                refusal,
                                leaf,
                                Reconciliation.RATE_ANOMALY.judge(refusal)),
                        finding(
                                Reconciliation.ENDPOINT_ABUSE.card(),
                                refusal,
                                leaf,
                                Reconciliation.ENDPOINT_ABUSE.judge(refusal)))
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Finding> finding(
            RuleCard rule, Refusal refusal, long leaf, Optional<Clue> clue) {
        return clue.map(found -> Finding.of(rule, subject(refusal), leaf, refusal.at(), found));
    }

    private static Subject subject(Refusal refusal) {
        KeyPlace place = refusal.place();
        return place == null
                ? new Subject(Subject.Kind.SIGNER, "")
                : new Subject(Subject.Kind.COLLECTION, place.gun().value());
    }

    private boolean isRepeated(Read read) {
        Refusal refusal = read.refusal();
        KeyPlace place = refusal.place();
        return Boolean.TRUE.equals(
                jdbc.queryForObject(
                        EARLIER,
                        Boolean.class,
                        place == null ? null : place.gun().value(),
                        place == null ? null : place.role().value(),
                        refusal.rule(),
                        StoredTime.stored(refusal.at()),
                        read.number(),
                        StoredTime.stored(refusal.at())));
    }

    private static Refusal refusal(ResultSet row) throws SQLException {
        Map<String, String> facts = JSON.readValue(row.getString("facts"), FACTS);
        @Nullable Sha256 payload = StoredDigest.ifThere(row, "payload");
        return new Refusal(
                row.getLong("entry"),
                StoredTime.of(row, "at"),
                row.getString("peer"),
                row.getString("gun") == null ? null : StoredPlace.of(row),
                payload,
                row.getString("rule"),
                new TreeMap<>(facts),
                row.getLong("suppressed"),
                row.getObject("superseded") == null ? null : StoredTime.of(row, "superseded"));
    }
}
