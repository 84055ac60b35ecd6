package dev.tabellion.server.survival;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.e2e.process.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What a server came to who held its signer's journal and its record against one another. */
record BothBooks(OwnPostmaster postmaster) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** All that is in the journal now. */
    void awaitAllJudged(Supplier<String> story) {
        Deadline.await(
                PATIENCE,
                () ->
                        Boolean.TRUE.equals(
                                record().queryForObject(
                                                """
                                        select (select max(number) from signature_journalled)
                                            = (select signatures from reconciliation)
                                        and (select leaves from keyusage_head)
                                            = (select leaves from reconciliation)
                                        and (select count(*) from event)
                                            = (select size from detection_head)
                                        """,
                                                Boolean.class)),
                () -> "all signatures are judged: " + story.get());
    }

    /** Whether an eye told of this file. */
    boolean isTold(String watch, Sha256 file) {
        return Boolean.TRUE.equals(
                record().queryForObject(
                                """
                                select exists (select 1 from event where collection = ?
                                    and position(convert_to(?, 'UTF8') in payload) > 0)
                                """,
                                Boolean.class,
                                "*watch/" + watch,
                                file.hex()));
    }

    /**
     * A finding, in few words.
     *
     * @param expected whether somebody had announced what it is about
     */
    record Note(String severity, String rule, String subject, Instant at, boolean expected) {}

    List<Note> notes() {
        return record().query(
                        """
                        select severity, rule, subject, at, expected_by is not null
                        from finding order by number
                        """,
                        (row, _) ->
                                new Note(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getTimestamp(4).toInstant(),
                                        row.getBoolean(5)));
    }

    long incidents() {
        Long count = record().queryForObject("select count(*) from incident", Long.class);
        return count == null ? 0 : count;
    }

    List<Map<String, @Nullable Object>> findings() {
        return record().queryForList(
                        """
                        select rule, severity, subject, facts->>'by' as by,
                            facts->>'signed' as signed, facts->>'usableUntil' as until,
                            facts::text as facts, evidence::text as evidence
                        from finding order by number
                        """);
    }

    private JdbcTemplate record() {
        var owner = postmaster.owner();
        var sessions =
                new DriverManagerDataSource(
                        owner.url() + "?currentSchema=tabellion", owner.user(), owner.password());
        return new JdbcTemplate(sessions);
    }
}
