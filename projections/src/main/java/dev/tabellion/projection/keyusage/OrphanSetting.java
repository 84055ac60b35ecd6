package dev.tabellion.projection.keyusage;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.keyusage.Explanation;
import dev.tabellion.keyusage.Explanation.Sibling;
import dev.tabellion.keyusage.Interruption;
import dev.tabellion.keyusage.Journalled;
import dev.tabellion.keyusage.Orphan;
import dev.tabellion.keyusage.UnpublishedSignature.Tally;
import dev.tabellion.tuf.RoleName;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is around an orphan, and how many were explained before it. */
record OrphanSetting(JdbcTemplate jdbc, Duration around) {
    /**
     * Servers of which nothing was heard for so long, three beats, are gone. Shorter than any
     * grace: what a server had signed when it died is not judged before it counts as dead.
     */
    static final Duration SILENCE = Duration.ofSeconds(7);

    List<Sibling> siblings(Orphan orphan) {
        Journalled lost = orphan.journalled();
        @Nullable Sha256 base = lost.base();
        List<Object> values = new ArrayList<>();
        values.add(lost.place().gun().value());
        values.add(lost.place().life());
        if (base != null) {
            values.add(base.bytes().toArray());
        }
        values.add(lost.entry());
        values.add(lost.file().bytes().toArray());
        values.add(lost.file().bytes().toArray());
        return jdbc.query(
                """
                select s.entry, s.at,
                    exists (select from tabellion.signature_published p where p.file = s.file)
                        as published
                from tabellion.signature_journalled s
                where s.gun = ? and s.life = ? and s.role = 'timestamp' and s.base %s
                    and s.entry <> ? and s.file <> ? and (s.vouches is null or s.vouches <> ?)
                order by s.entry desc limit 64
                """
                        .formatted(base == null ? "is null" : "= ?"),
                (row, _) ->
                        new Sibling(
                                row.getLong("entry"),
                                StoredTime.of(row, "at"),
                                row.getBoolean("published")),
                values.toArray());
    }

    List<Interruption> interruptions(Instant at, Instant now) {
        return jdbc.query(
                """
                select from_at, until_at from tabellion.interruption
                where from_at <= ? and until_at >= ?
                union all
                select beat_at, beat_at from tabellion.server_beat
                where beat_at between ? and ? and beat_at < ?
                """,
                (row, _) ->
                        new Interruption(
                                StoredTime.of(row, "from_at"), StoredTime.of(row, "until_at")),
                StoredTime.stored(at.plus(around)),
                StoredTime.stored(at.minus(around)),
                StoredTime.stored(at.minus(around)),
                StoredTime.stored(at.plus(around)),
                StoredTime.stored(now.minus(SILENCE)));
    }

    /** Whether it counts: a snapshot whose timestamp was signed with it does not. */
    boolean keep(long number, Orphan orphan, Explanation explanation) {
        Journalled lost = orphan.journalled();
        boolean counts =
                lost.place().role().equals(RoleName.TIMESTAMP) || !isVouchedFor(lost.file());
        int kept =
                jdbc.update(
                        """
                        insert into tabellion.orphan_explained
                            (number, entry, key, gun, at, explanation, counts)
                        values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                        """,
                        number,
                        lost.entry(),
                        orphan.key().value(),
                        lost.place().gun().value(),
                        StoredTime.stored(lost.at()),
                        explanation.name(),
                        counts);
        return counts && kept == 1;
    }

    private boolean isVouchedFor(Sha256 snapshot) {
        return Boolean.TRUE.equals(
                jdbc.queryForObject(
                        """
                        select exists (
                            select from tabellion.signature_journalled where vouches = ?)
                        """,
                        Boolean.class,
                        (Object) snapshot.bytes().toArray()));
    }

    Tally tally(Orphan orphan, Explanation explanation) {
        Instant at = orphan.journalled().at();
        Instant hour = at.truncatedTo(ChronoUnit.HOURS);
        Instant day = at.truncatedTo(ChronoUnit.DAYS);
        return new Tally(
                count(
                        """
                        select count(*) from tabellion.orphan_explained
                        where gun = ? and at >= ? and at < ? and counts
                            and (explanation = 'RACED') = ?
                        """,
                        orphan.journalled().place().gun().value(),
                        StoredTime.stored(hour),
                        StoredTime.stored(hour.plus(Duration.ofHours(1))),
                        explanation == Explanation.RACED),
                count(
                        """
                        select count(*) from tabellion.orphan_explained
                        where at >= ? and at < ? and counts and explanation <> 'RACED'
                        """,
                        StoredTime.stored(day),
                        StoredTime.stored(day.plus(Duration.ofDays(1)))));
    }

    private int count(String question, Object... values) {
        Integer count = jdbc.queryForObject(question, Integer.class, values);
        return count == null ? 0 : count;
    }
}
