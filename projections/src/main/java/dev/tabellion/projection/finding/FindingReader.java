package dev.tabellion.projection.finding;

import dev.tabellion.collection.CaseId;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.Finding;
import dev.tabellion.detection.FindingId;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import dev.tabellion.detection.Subject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads findings, one after the other in the order of their numbers. */
public final class FindingReader {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcTemplate jdbc;

    public FindingReader(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** Those that became known after that one. */
    public List<StoredFinding> after(long number, int limit) {
        return jdbc.query(
                "select * from tabellion.finding where number > ? order by number limit ?",
                (row, _) -> read(row),
                number,
                limit);
    }

    public @Nullable StoredFinding one(CaseId id) {
        return jdbc
                .query(
                        "select * from tabellion.finding where id = ?",
                        (row, _) -> read(row),
                        id.hex())
                .stream()
                .findFirst()
                .orElse(null);
    }

    /** The number of the one that became known last; 0 if there is none. */
    public long newest() {
        Long number =
                jdbc.queryForObject(
                        "select coalesce(max(number), 0) from tabellion.finding", Long.class);
        return number == null ? 0 : number;
    }

    /**
     * @param beyond the number of the last one that is known already; null to begin
     */
    public List<StoredFinding> page(
            FindingFilter filter, boolean newestFirst, @Nullable Long beyond, int limit) {
        StringBuilder sql = new StringBuilder("select * from tabellion.finding where true");
        List<Object> values = new ArrayList<>();
        if (!filter.severities().isEmpty()) {
            sql.append(" and severity = any(?)");
            values.add(filter.severities().stream().map(Severity::text).toArray(String[]::new));
        }
        if (!filter.rules().isEmpty()) {
            sql.append(" and rule = any(?)");
            values.add(filter.rules().stream().map(RuleName::text).toArray(String[]::new));
        }
        if (filter.kind() != null) {
            sql.append(" and subject_kind = ?");
            values.add(filter.kind().name().toLowerCase(Locale.ROOT));
        }
        if (filter.subject() != null) {
            sql.append(" and subject = ?");
            values.add(filter.subject());
        }
        addTimes(filter, sql, values);
        if (filter.expected() != null) {
            sql.append(
                    filter.expected()
                            ? " and expected_by is not null"
                            : " and expected_by is null");
        }
        if (beyond != null) {
            sql.append(newestFirst ? " and number < ?" : " and number > ?");
            values.add(beyond);
        }
        sql.append(newestFirst ? " order by number desc" : " order by number").append(" limit ?");
        values.add(limit);
        return jdbc.query(sql.toString(), (row, _) -> read(row), values.toArray());
    }

    private static void addTimes(FindingFilter filter, StringBuilder sql, List<Object> values) {
        Instant from = filter.from();
        Instant until = filter.until();
        if (from != null) {
            sql.append(" and at >= ?");
            values.add(from.atOffset(ZoneOffset.UTC));
        }
        if (until != null) {
            sql.append(" and at < ?");
            values.add(until.atOffset(ZoneOffset.UTC));
        }
    }

    private static StoredFinding read(ResultSet row) throws SQLException {
        SortedMap<String, String> facts = new TreeMap<>();
        JSON.readTree(row.getString("facts"))
                .properties()
                .forEach(fact -> facts.put(fact.getKey(), fact.getValue().stringValue()));
        List<Exhibit> exhibits = new ArrayList<>();
        for (JsonNode exhibit : JSON.readTree(row.getString("evidence"))) {
            exhibits.add(Exhibit.of(exhibit.stringValue()));
        }
        Finding finding =
                new Finding(
                        new FindingId(row.getString("id")),
                        new RuleName(row.getString("rule")),
                        Severity.of(row.getString("severity")),
                        new Subject(
                                Subject.Kind.valueOf(
                                        row.getString("subject_kind").toUpperCase(Locale.ROOT)),
                                row.getString("subject")),
                        row.getLong("leaf_index"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        facts,
                        exhibits);
        long leaf = row.getLong("expected_by");
        Long expectedBy = row.wasNull() ? null : (Long) leaf;
        return new StoredFinding(
                row.getLong("number"),
                finding,
                row.getObject("found_at", OffsetDateTime.class).toInstant(),
                expectedBy);
    }
}
