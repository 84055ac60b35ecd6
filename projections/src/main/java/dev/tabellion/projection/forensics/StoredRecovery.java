package dev.tabellion.projection.forensics;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.EventStream;
import dev.tabellion.forensics.RecoveryTask.Done;
import dev.tabellion.forensics.Trust;
import dev.tabellion.json.PlainJsonReader;
import dev.tabellion.projection.keyusage.StoredTime;
import dev.tabellion.tuf.KeyId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the record tells of how people dealt with a stolen key. */
record StoredRecovery(JdbcTemplate jdbc) {
    private static final String DECLARED =
            """
            select l.leaf_index, e.occurred_at as at, e.payload
            from tabellion.event e join tabellion.log_leaf l using (global_index)
            where e.collection = ? and e.name = 'key-declared-compromised'
                and convert_from(e.payload, 'UTF8')::jsonb ->> 'key' = ?
            order by e.sequence limit 1
            """;

    /**
     * Within the leaf that ended it, or after: what the role had next, and what led clients there.
     * A root that replaces the key bears its signature still; the one after that does not. Of a
     * collection that was deleted nothing is left to do.
     */
    private static final String TRUSTED =
            """
            select t.*, anew.leaf_index as anew_leaf, anew.at as anew_at,
                led.leaf_index as led_leaf, led.at as led_at
            from tabellion.key_trusted t
            left join lateral (
                select leaf_index, at from (
                    select leaf_index, at, sha256, row_number() over (order by leaf_index) as nth
                    from (select * from tabellion.collection_history h
                        where h.collection = t.collection and h.role = t.role
                            and h.leaf_index >= t.until_leaf
                        order by h.leaf_index limit 2) next) next
                where t.role <> 'root' or nth = 2 or sha256 is null
                order by leaf_index limit 1) as anew on true
            left join lateral (
                select leaf_index, at from tabellion.collection_history h
                where h.collection = t.collection and h.role = 'timestamp'
                    and h.leaf_index >= anew.leaf_index
                order by h.leaf_index limit 1) as led on true
            where t.key = ? and (t.until is null and exists (
                    select from tabellion.live_collection c where c.collection = t.collection)
                or t.until >= ?)
            order by t.collection, t.delegator, t.role, t.since_leaf limit ?
            """;

    /**
     * That somebody said so.
     *
     * @param from since when the key was in other hands; null if nobody knows
     */
    record Declared(Done done, @Nullable Instant from) {}

    /**
     * A role that trusted the key, and what became of it.
     *
     * @param replaced null while it trusts the key
     */
    record Place(Trust trust, @Nullable Done replaced, @Nullable Done anew, @Nullable Done ledTo) {}

    @Nullable Declared declared(KeyId key) {
        return jdbc
                .query(
                        DECLARED,
                        (row, _) -> {
                            String from =
                                    PlainJsonReader.of(Bytes.of(row.getBytes("payload")))
                                            .textIfThere("from");
                            return new Declared(
                                    new Done(row.getLong("leaf_index"), StoredTime.of(row, "at")),
                                    from == null ? null : Instant.parse(from));
                        },
                        EventStream.CASES.id(),
                        key.value())
                .stream()
                .findFirst()
                .orElse(null);
    }

    /** The first checkpoint that covers a leaf. */
    @Nullable Done checkpoint(long leaf) {
        return first(
                """
                select size as leaf, published_at as at from tabellion.log_checkpoint
                where size > ? order by size limit 1
                """,
                leaf);
    }

    /** The first cosignature on a checkpoint that covers a leaf. */
    @Nullable Done cosignature(long leaf) {
        return first(
                """
                select size as leaf, at from tabellion.log_cosignature
                where size > ? order by size limit 1
                """,
                leaf);
    }

    private @Nullable Done first(String question, long leaf) {
        return jdbc.query(question, (row, _) -> done(row, "leaf", "at"), leaf).stream()
                .findFirst()
                .orElse(null);
    }

    List<Place> places(KeyId key, Instant since, int most) {
        return jdbc.query(
                TRUSTED, (row, _) -> place(row), key.value(), since.atOffset(ZoneOffset.UTC), most);
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(
                TrustRow.read(row, false),
                done(row, "until_leaf", "until"),
                done(row, "anew_leaf", "anew_at"),
                done(row, "led_leaf", "led_at"));
    }

    private static @Nullable Done done(ResultSet row, String leaf, String at) throws SQLException {
        Instant time = StoredTime.ifThere(row, at);
        return time == null ? null : new Done(row.getLong(leaf), time);
    }
}
