package dev.tabellion.projection.incident;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CaseEvent.Verdict;
import dev.tabellion.collection.CaseId;
import dev.tabellion.detection.Severity;
import dev.tabellion.detection.Subject;
import dev.tabellion.incident.Closing;
import dev.tabellion.incident.Concern;
import dev.tabellion.incident.Incident;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How an incident stands in a row. */
final class IncidentRows {
    private IncidentRows() {}

    static Incident read(ResultSet row) throws SQLException {
        byte[] owner = row.getBytes("owner");
        return new Incident(
                new CaseId(row.getString("id")),
                new Subject(
                        Subject.Kind.valueOf(
                                row.getString("subject_kind").toUpperCase(Locale.ROOT)),
                        row.getString("subject")),
                Concern.named(row.getString("concern")),
                Severity.of(row.getString("severity")),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getObject("last", OffsetDateTime.class).toInstant(),
                row.getInt("findings"),
                row.getBoolean("acknowledged"),
                owner == null ? null : Sha256.raw(Bytes.of(owner)),
                closing(row));
    }

    private static @Nullable Closing closing(ResultSet row) throws SQLException {
        String verdict = row.getString("verdict");
        return verdict == null
                ? null
                : new Closing(
                        Verdict.of(verdict),
                        row.getObject("closed_at", OffsetDateTime.class).toInstant(),
                        row.getInt("closed_findings"));
    }

    static String nameOf(Incident.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    static String nameOf(Subject.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
