package dev.tabellion.projection.detection;

import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.Finding;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Findings as they became known. Never changed: one that is made anew is the one that is there. */
record FindingTable(JdbcTemplate jdbc) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ADD =
            """
            insert into tabellion.finding
                (id, rule, severity, subject_kind, subject, leaf_index, at, found_at, facts, evidence,
                 expected_by)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?)
            on conflict (id) do nothing
            """;

    void add(List<ExpectedFinding> findings, Instant now) {
        if (!findings.isEmpty()) {
            jdbc.batchUpdate(ADD, findings.stream().map(finding -> row(finding, now)).toList());
        }
    }

    private static Object[] row(ExpectedFinding expected, Instant now) {
        Finding finding = expected.finding();
        return new Object[] {
            finding.id().hex(),
            finding.rule().text(),
            finding.severity().text(),
            finding.subject().kind().name().toLowerCase(Locale.ROOT),
            finding.subject().name(),
            finding.leaf(),
            finding.at().atOffset(ZoneOffset.UTC),
            now.atOffset(ZoneOffset.UTC),
            JSON.writeValueAsString(finding.facts()),
            JSON.writeValueAsString(finding.exhibits().stream().map(Exhibit::text).toList()),
            expected.by()
        };
    }
}
