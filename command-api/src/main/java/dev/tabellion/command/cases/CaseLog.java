package dev.tabellion.command.cases;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.CaseEvent;
import dev.tabellion.collection.CaseEvent.AnnouncementWithdrawn;
import dev.tabellion.collection.CaseEvent.ChangeAnnounced;
import dev.tabellion.collection.CaseEvent.NamespaceReserved;
import dev.tabellion.collection.CaseId;
import dev.tabellion.collection.EventJson;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What was said about cases so far, in the record itself and so never behind it. */
public final class CaseLog {
    private static final String OF_NAME =
            """
            select name, revision, payload from tabellion.event
            where kind = 'case' and name = ? order by sequence
            """;

    private final JdbcTemplate database;

    public CaseLog(DataSource dataSource) {
        this.database = new JdbcTemplate(dataSource);
    }

    /** Whether just this was said. */
    boolean tells(CaseEvent event) {
        return Boolean.TRUE.equals(
                database.queryForObject(
                        """
                        select exists (select 1 from tabellion.event
                            where kind = 'case' and name = ? and sha256(payload) = ?)
                        """,
                        Boolean.class,
                        EventJson.nameOf(event),
                        EventJson.write(event).sha256().bytes().toArray()));
    }

    /** Whether somebody acknowledged that finding, in whatever words. */
    boolean tellsOfAcknowledging(CaseId finding) {
        return Boolean.TRUE.equals(
                database.queryForObject(
                        """
                        select exists (select 1 from tabellion.event
                            where kind = 'case' and name = 'finding-acknowledged'
                              and convert_from(payload, 'UTF8')::jsonb ->> 'finding' = ?)
                        """,
                        Boolean.class,
                        finding.hex()));
    }

    @Nullable ChangeAnnounced announced(CaseId id) {
        return all("change-announced", ChangeAnnounced.class).stream()
                .filter(change -> change.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    boolean isWithdrawn(CaseId id) {
        return all("announcement-withdrawn", AnnouncementWithdrawn.class).stream()
                .anyMatch(gone -> gone.announcement().equals(id));
    }

    /** The announcements that are neither over nor withdrawn. */
    public List<ChangeAnnounced> standing(Instant now) {
        Map<CaseId, ChangeAnnounced> standing = new LinkedHashMap<>();
        all("change-announced", ChangeAnnounced.class).stream()
                .filter(change -> change.until().isAfter(now))
                .forEach(change -> standing.put(change.id(), change));
        if (!standing.isEmpty()) {
            all("announcement-withdrawn", AnnouncementWithdrawn.class)
                    .forEach(gone -> standing.remove(gone.announcement()));
        }
        return List.copyOf(standing.values());
    }

    /** How names begin that are spoken for. */
    Set<String> reserved(Instant now) {
        Map<String, NamespaceReserved> last = new LinkedHashMap<>();
        all("namespace-reserved", NamespaceReserved.class)
                .forEach(each -> last.put(each.prefix(), each));
        last.values().removeIf(each -> each.until() != null && !now.isBefore(each.until()));
        return last.keySet();
    }

    private <E extends CaseEvent> List<E> all(String name, Class<E> kind) {
        return database.query(
                OF_NAME,
                (row, _) ->
                        kind.cast(
                                EventJson.read(
                                        row.getString("name"),
                                        row.getString("revision"),
                                        Bytes.of(row.getBytes("payload")))),
                name);
    }
}
