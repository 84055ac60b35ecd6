package dev.tabellion.projection.incident;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.ActorCommitment;
import dev.tabellion.collection.CaseId;
import dev.tabellion.collection.Publisher;
import dev.tabellion.detection.Severity;
import dev.tabellion.incident.Incident;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads incidents and what was said of them. */
public final class IncidentReader {
    private final JdbcTemplate jdbc;
    private final KnownIncidents known;

    /** An incident and its place among all. */
    public record Numbered(long number, Incident incident) {}

    public IncidentReader(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.known = new KnownIncidents(jdbc);
    }

    /** The incident that a finding belongs to. */
    public @Nullable Incident of(CaseId finding) {
        return known.of(finding);
    }

    /**
     * Those that began last come first.
     *
     * @param states none for all
     * @param beyond the number of the last one that is known already
     */
    public List<Numbered> page(
            Set<Incident.State> states,
            @Nullable Severity atLeast,
            @Nullable String subject,
            @Nullable Long beyond,
            int limit) {
        StringBuilder sql = new StringBuilder("select * from tabellion.incident where true");
        List<Object> values = new ArrayList<>();
        if (!states.isEmpty()) {
            sql.append(" and state = any(?)");
            values.add(states.stream().map(IncidentRows::nameOf).toArray(String[]::new));
        }
        if (atLeast != null) {
            sql.append(" and severity = any(?)");
            values.add(
                    List.of(Severity.values()).stream()
                            .filter(severity -> severity.isAtLeast(atLeast))
                            .map(Severity::text)
                            .toArray(String[]::new));
        }
        if (subject != null) {
            sql.append(" and subject = ?");
            values.add(subject);
        }
        if (beyond != null) {
            sql.append(" and number < ?");
            values.add(beyond);
        }
        values.add(limit);
        return jdbc.query(
                sql.append(" order by number desc limit ?").toString(),
                (row, _) -> new Numbered(row.getLong("number"), IncidentRows.read(row)),
                values.toArray());
    }

    /** What was said of an incident or any finding of it, in order. */
    public List<Remark> remarks(CaseId incident) {
        return jdbc.query(
                """
                select * from tabellion.incident_entry where incident = ?
                order by sequence limit 1000
                """,
                (row, _) -> {
                    byte[] owner = row.getBytes("owner");
                    return new Remark(
                            row.getLong("leaf"),
                            row.getObject("at", OffsetDateTime.class).toInstant(),
                            row.getString("name"),
                            row.getString("words"),
                            Sha256.raw(Bytes.of(row.getBytes("actor"))),
                            owner == null ? null : Sha256.raw(Bytes.of(owner)));
                },
                incident.hex());
    }

    /** The numbers of its findings, the oldest first. */
    public List<CaseId> findings(CaseId incident, int limit) {
        return jdbc.query(
                """
                select finding from tabellion.incident_finding where incident = ?
                order by number limit ?
                """,
                (row, _) -> new CaseId(row.getString(1)),
                incident.hex(),
                limit);
    }

    /** Those among these findings that somebody acknowledged. */
    public Set<CaseId> acknowledged(Collection<CaseId> findings) {
        return new HashSet<>(
                jdbc.query(
                        """
                        select distinct subject from tabellion.incident_entry
                        where name = 'finding-acknowledged' and subject = any(?)
                        """,
                        (row, _) -> new CaseId(row.getString(1)),
                        (Object) findings.stream().map(CaseId::hex).toArray(String[]::new)));
    }

    /** How many are not closed, by severity. */
    public Map<Severity, Integer> unclosed() {
        Map<Severity, Integer> counts = new HashMap<>();
        jdbc.query(
                """
                select severity, count(*) from tabellion.incident where state <> 'closed'
                group by severity
                """,
                row -> {
                    counts.put(Severity.of(row.getString(1)), row.getInt(2));
                });
        return counts;
    }

    /** Who is behind a commitment; null if that was forgotten. */
    public @Nullable Publisher who(Sha256 commitment) {
        return jdbc
                .query(
                        "select salt, data from tabellion.event_private where actor = ?",
                        (row, _) ->
                                new ActorCommitment(
                                                Bytes.of(row.getBytes(1)),
                                                Bytes.of(row.getBytes(2)))
                                        .publisher(),
                        (Object) commitment.bytes().toArray())
                .stream()
                .findFirst()
                .orElse(null);
    }
}
